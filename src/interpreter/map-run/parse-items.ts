import type { CsvDelimiter, Json } from "#asl";
import type { ItemReading } from "../types.ts";
import { itemsAtPointer } from "./items-at-pointer.ts";
import { parseDelimited } from "./parse-delimited.ts";
import { readerFailure } from "./reader-failure.ts";

/** The items that a text holds, without limit; throws `TaskFailure` (States.ItemReaderFailed) where it holds none. */
export function parseItems(text: string, inputType: TextType, reading: ItemReading): readonly Json[] {
  const { csvHeaders, csvDelimiter, itemsPointer } = reading;
  if (inputType === "CSV") return parseRows(text, csvHeaders, delimiters[csvDelimiter]);
  return inputType === "JSON" ? parseArray(text, itemsPointer) : parseLines(text);
}

/** The formats that are texts. */
export type TextType = Exclude<NonNullable<ItemReading["inputType"]>, "PARQUET">;

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

function parseArray(text: string, pointer: string | undefined): readonly Json[] {
  const whole = parseJson(text, "The file");
  const value = pointer === undefined ? whole : itemsAtPointer(whole, pointer);
  if (Array.isArray(value)) return value as readonly Json[];
  throw readerFailure("Attempting to map over non-iterable node.");
}

function parseLines(text: string): readonly Json[] {
  return text
    .split("\n")
    .flatMap((line, index) => (line.trim() === "" ? [] : [parseJson(line, `Line ${index + 1} of the file`)]));
}

export function parseJson(text: string, what: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw readerFailure(`${what} is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
