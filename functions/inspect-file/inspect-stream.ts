import { createHash } from "node:crypto";
import { TaskFailure } from "millrace/handler";
import { detectEncoding, type Encoding, headBytes } from "./detect-encoding.ts";
import { type Delimiter, type Header, parseHeader } from "./parse-header.ts";
import { textChecker } from "./text-checker.ts";

export interface FileFacts {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly columns: string[];
  readonly size: number;
  readonly sha256: string;
}

const maximumHeaderLength = 1_000_000;

/** Reads a file to its end in constant memory. What is wrong with it is thrown under the contract's error names. */
export async function inspectStream(chunks: AsyncIterable<Uint8Array>): Promise<FileFacts> {
  const hash = createHash("sha256");
  let size = 0;
  let reader: Reader | undefined;
  let head: Uint8Array[] = [];
  for await (const chunk of chunks) {
    hash.update(chunk);
    size += chunk.length;
    if (reader === undefined) {
      head.push(chunk);
      if (size < headBytes) continue;
      reader = startReader(head);
      head = [];
    } else {
      reader.add(chunk);
    }
  }
  if (size === 0) throw new TaskFailure("EmptyFile", "the file is empty: it has no bytes");
  reader ??= startReader(head);
  const header = reader.end();
  return { ...header, size, sha256: hash.digest("hex") };
}

interface Reader {
  readonly add: (chunk: Uint8Array) => void;
  readonly end: () => Pick<FileFacts, "encoding" | "delimiter" | "columns">;
}

function startReader(head: readonly Uint8Array[]): Reader {
  const bytes = Buffer.concat(head);
  const encoding = detectEncoding(bytes.subarray(0, headBytes));
  const checker = textChecker(encoding);
  const decoder = new TextDecoder(encoding);
  let text = "";
  let header: Header | undefined;
  let hasRows = false;
  const read = (decoded: string, isEnd: boolean) => {
    if (header === undefined) {
      text += decoded;
      header = parseHeader(isEnd ? `${text}\n` : text);
      if (header === undefined && text.length > maximumHeaderLength) throw unendingHeader();
      hasRows = header !== undefined && header.rest.trim() !== "";
    } else {
      hasRows ||= decoded.trim() !== "";
    }
  };
  const add = (chunk: Uint8Array) => {
    checker.add(chunk);
    if (!hasRows) read(decoder.decode(chunk, { stream: true }), false);
  };
  add(bytes);
  return {
    add,
    end() {
      checker.end();
      if (!hasRows) read(decoder.decode(), true);
      if (text.trim() === "") throw new TaskFailure("EmptyFile", "the file is empty: it has only blank lines");
      if (header === undefined) throw unendingHeader();
      const columns = checkedColumns(header.columns);
      if (!hasRows) throw new TaskFailure("EmptyFile", "the file is empty: it has a header and no rows");
      return { encoding, delimiter: header.delimiter, columns };
    },
  };
}

function unendingHeader(): TaskFailure {
  return new TaskFailure("InvalidHeader", "the header cannot be read: a quote in it is not closed, or not doubled");
}

/** Names must tell columns apart as DuckDB and most readers of Parquet do: without regard to case. */
function checkedColumns(columns: readonly string[]): string[] {
  const unnamed = columns.findIndex((column) => column.trim() === "");
  if (unnamed >= 0) throw new TaskFailure("InvalidHeader", `column ${unnamed + 1} of the header has no name`);
  const lower = columns.map((column) => column.toLowerCase());
  const twice = columns.find((_, index) => lower.indexOf(lower[index] ?? "") !== index);
  if (twice !== undefined) throw new TaskFailure("InvalidHeader", `the header names the column "${twice}" twice`);
  return [...columns];
}
