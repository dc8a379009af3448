import type { DuckDBConnection } from "@duckdb/node-api";
import { type FileHandle, open } from "node:fs/promises";
import type { StagedFile } from "./stage-records.ts";

interface BadRowsOptions {
  /** Has a table `bad`. */
  readonly connection: DuckDBConnection;
  readonly staged: StagedFile;
  readonly delimiter: string;
  readonly path: string;
}

/**
 * Writes the bad rows as they came, in their order: each line is the row's number, its line in the source and its reasons,
 * and then the row's own text, untouched. Without its first three columns the file is a part of the source.
 */
export async function writeBadRows({ connection, staged, delimiter, path }: BadRowsOptions): Promise<void> {
  await using source = await open(staged.wellFormed);
  await using target = await open(path, "w");
  await target.appendFile(`${["row", "line", "reasons", staged.header].join(delimiter)}\n`);
  const result = await connection.stream(
    `SELECT row::DOUBLE, line::DOUBLE, array_to_string(reasons, '; '), start::DOUBLE, length::DOUBLE, text FROM bad ORDER BY row`,
  );
  for await (const rows of result.yieldRows()) {
    const lines: string[] = [];
    for (const [row, line, reasons, start, length, text] of rows) {
      const own = typeof text === "string" ? text : await readText(source, Number(start), Number(length));
      lines.push(`${[row, line, `"${String(reasons).replaceAll('"', '""')}"`, own].join(delimiter)}\n`);
    }
    await target.appendFile(lines.join(""));
  }
}

async function readText(source: FileHandle, start: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await source.read(Buffer.alloc(length), 0, length, start);
  if (bytesRead !== length) throw new Error(`read ${bytesRead} of ${length} bytes at ${start} of the staged file`);
  return buffer.toString("utf8");
}
