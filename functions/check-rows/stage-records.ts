import { open } from "node:fs/promises";
import { splitRecords, type TextRecord } from "./split-records.ts";

/** A file as DuckDB reads it: UTF-8, LF, one field count. Rows without that shape stand apart, with their reason. */
export interface StagedFile {
  /** Delimited, without header: row, line, offset and length (bytes) of the row's own text in this file, then its fields. */
  readonly wellFormed: string;
  /** Comma-separated, without header: row, line, reason, text. */
  readonly malformed: string;
  readonly rows: number;
  readonly malformedRows: number;
  /** The header's text as it came. */
  readonly header: string;
}

interface StageOptions {
  readonly text: AsyncIterable<string>;
  readonly delimiter: string;
  readonly columns: number;
  readonly directory: string;
}

/** Writes the records of a text to a directory, in constant memory. Rows count from 1 after the header. */
export async function stageRecords({ text, delimiter, columns, directory }: StageOptions): Promise<StagedFile> {
  const paths = { wellFormed: `${directory}/well-formed.csv`, malformed: `${directory}/malformed.csv` };
  await using wellFormed = await open(paths.wellFormed, "w");
  await using malformed = await open(paths.malformed, "w");
  let header: string | undefined;
  let rows = 0;
  let malformedRows = 0;
  let offset = 0;
  for await (const records of splitRecords(text, delimiter)) {
    const lines: string[] = [];
    const oddLines: string[] = [];
    for (const record of records) {
      if (header === undefined) {
        header = record.text;
        continue;
      }
      rows += 1;
      const reason = malformation(record, columns);
      if (reason !== undefined) {
        malformedRows += 1;
        oddLines.push(`${rows},${record.line},"${reason}","${record.text.replaceAll('"', '""')}"\n`);
        continue;
      }
      const length = Buffer.byteLength(record.text);
      const prefix = placePrefix(rows, record.line, offset, length, delimiter);
      lines.push(`${prefix}${record.text}\n`);
      offset += prefix.length + length + 1;
    }
    await wellFormed.appendFile(lines.join(""));
    await malformed.appendFile(oddLines.join(""));
  }
  return { ...paths, rows, malformedRows, header: header ?? "" };
}

/** The text stands after the prefix, whose own length therefore is part of the offset it names. */
function placePrefix(row: number, line: number, offset: number, length: number, delimiter: string): string {
  // Padded, so that the prefix is as long as it says whatever the offset.
  const start = [row, line].join(delimiter);
  const prefixLength = start.length + 16 + 8 + 3;
  const at = String(offset + prefixLength).padStart(16, "0");
  return [start, at, String(length).padStart(8, "0"), ""].join(delimiter);
}

function malformation(record: TextRecord, columns: number): string | undefined {
  if (record.isMisquoted) return "a quote is not closed, or not doubled within a quoted field";
  if (record.fields < columns) return "fewer fields than the header";
  if (record.fields > columns) return "more fields than the header";
  return undefined;
}
