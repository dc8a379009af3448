/** The first rows of a file, ready to show. */
export type Preview =
  | {
      readonly kind: "table";
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly note: string;
    }
  | { readonly kind: "text"; readonly text: string; readonly note: string }
  | { readonly kind: "none"; readonly note: string };

/** Rows that a preview shows. */
export const previewRows = 200;

export type FileKind = "csv" | "parquet" | "text" | "html" | "other";

/** What a key promises by its ending. */
export function fileKind(key: string): FileKind {
  const ending = /\.([a-z0-9]+)$/i.exec(key)?.[1]?.toLowerCase() ?? "";
  if (ending === "csv" || ending === "tsv") return "csv";
  if (ending === "parquet") return "parquet";
  if (ending === "html" || ending === "htm") return "html";
  return ["json", "jsonl", "ndjson", "txt", "md", "log", "xml", "yaml", "yml"].includes(ending) ? "text" : "other";
}

/** A value of a cell as text; null and missing read as such and differ from an empty string. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return "∅";
  if (value instanceof Date) return value.toISOString().replace("T00:00:00.000Z", "");
  if (typeof value === "object")
    return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? part.toString() : part));
  return typeof value === "string" ? value : String(value as number | boolean | bigint);
}

/** Makes a table of parsed CSV records; the first record is the header. */
export function recordsPreview(records: readonly (readonly string[])[], isWhole: boolean): Preview {
  const [header, ...rows] = records;
  if (header === undefined) return { kind: "none", note: "The file is empty." };
  const shown = rows.slice(0, previewRows);
  const note =
    isWhole && shown.length === rows.length
      ? `${rows.length} rows, ${header.length} columns`
      : `the first ${shown.length} rows, ${header.length} columns`;
  return { kind: "table", columns: header, rows: shown, note };
}

/** Makes a table of Parquet rows. */
export function objectsPreview(
  columns: readonly string[],
  rows: readonly Record<string, unknown>[],
  totalRows: number,
): Preview {
  const shown = rows.slice(0, previewRows);
  const note = `${shown.length < totalRows ? `the first ${shown.length} of ` : ""}${totalRows} rows, ${columns.length} columns`;
  return { kind: "table", columns, rows: shown.map((row) => columns.map((column) => cellText(row[column]))), note };
}
