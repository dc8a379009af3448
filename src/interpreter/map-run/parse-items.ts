import { errorNames } from "#asl";
import type { CsvDelimiter, Json } from "#asl";
import { TaskFailure } from "../task-failure.ts";
import type { ItemReading } from "../types.ts";
import { parseDelimited } from "./parse-delimited.ts";

/** The items that an object's text holds; throws `TaskFailure` (States.ItemReaderFailed) where it holds none. */
export function parseItems(text: string, reading: ItemReading): readonly Json[] {
  const { maxItems } = reading;
  if (maxItems < 0) throw readerFailure("field MaxItems must be positive");
  const items = itemsOf(text, reading);
  return maxItems === 0 ? items : items.slice(0, maxItems);
}

export function readerFailure(cause: string): TaskFailure {
  return new TaskFailure(errorNames.itemReaderFailed, cause);
}

function itemsOf(text: string, { inputType, csvHeaders, csvDelimiter }: ItemReading): readonly Json[] {
  switch (inputType) {
    case "CSV":
      return parseRows(text, csvHeaders, delimiters[csvDelimiter]);
    case "JSON":
      return parseArray(text);
    case "JSONL":
      return parseLines(text);
    default:
      throw readerFailure("The item reader needs an InputType to read an object.");
  }
}

const delimiters: Readonly<Record<CsvDelimiter, string>> = {
  COMMA: ",",
  PIPE: "|",
  SEMICOLON: ";",
  SPACE: " ",
  TAB: "\t",
};

/** AWS: missing fields are empty texts, and fields beyond the header are skipped. */
function parseRows(text: string, given: readonly string[] | undefined, delimiter: string): readonly Json[] {
  const records = parseDelimited(text, delimiter);
  const [first = [], ...rest] = records;
  const [headers, rows] = given === undefined ? [first, rest] : [given, records];
  return rows.map((row) => Object.fromEntries(headers.map((header, column) => [header, row[column] ?? ""])));
}

function parseArray(text: string): readonly Json[] {
  const value = parseJson(text, "The file");
  if (Array.isArray(value)) return value as readonly Json[];
  throw readerFailure("Attempting to map over non-iterable node.");
}

function parseLines(text: string): readonly Json[] {
  return text
    .split("\n")
    .flatMap((line, index) => (line.trim() === "" ? [] : [parseJson(line, `Line ${index + 1} of the file`)]));
}

function parseJson(text: string, what: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw readerFailure(`${what} is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
