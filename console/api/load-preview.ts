import Papa from "papaparse";
import { formatBytes } from "../view-model/format-bytes.ts";
import { formatJson } from "../view-model/format-json.ts";
import { fileKind, objectsPreview, type Preview, previewRows, recordsPreview } from "../view-model/table-preview.ts";
import { readObject } from "./client.ts";

/** Bytes of a CSV or text file that are read for a preview. */
const headBytes = 512 * 1024;
/** Parquet is read whole; a larger file is left to tools made for it. */
const largestParquet = 64 * 1024 * 1024;

/** Reads as much of an object as its preview needs. */
export async function loadPreview(bucket: string, key: string): Promise<Preview> {
  switch (fileKind(key)) {
    case "csv":
      return csvPreview(bucket, key);
    case "parquet":
      return parquetPreview(bucket, key);
    case "text":
      return textPreview(bucket, key);
    case "html":
    case "other":
      return { kind: "none", note: "There is no preview for this kind of file; download it." };
  }
}

async function head(bucket: string, key: string): Promise<{ readonly text: string; readonly isWhole: boolean }> {
  const bytes = await readObject(bucket, key, headBytes);
  const isWhole = bytes.byteLength < headBytes;
  return { text: new TextDecoder().decode(bytes), isWhole };
}

async function csvPreview(bucket: string, key: string): Promise<Preview> {
  const { text, isWhole } = await head(bucket, key);
  const { data } = Papa.parse<string[]>(text, { preview: previewRows + 2, skipEmptyLines: "greedy" });
  // The last record of a part may be cut.
  const records = isWhole || data.length > previewRows + 1 ? data : data.slice(0, -1);
  return recordsPreview(records, isWhole && data.length <= previewRows + 1);
}

async function textPreview(bucket: string, key: string): Promise<Preview> {
  const { text, isWhole } = await head(bucket, key);
  return {
    kind: "text",
    text: isWhole && key.endsWith(".json") ? formatJson(text) : text,
    note: isWhole ? "the whole file" : `the first ${formatBytes(headBytes)}`,
  };
}

async function parquetPreview(bucket: string, key: string): Promise<Preview> {
  const file = await readObject(bucket, key, largestParquet + 1);
  if (file.byteLength > largestParquet) {
    return { kind: "none", note: `The file is larger than ${formatBytes(largestParquet)}; query it with DuckDB.` };
  }
  // Loaded with the first Parquet file only.
  const [{ parquetMetadataAsync, parquetReadObjects }, { compressors }] = await Promise.all([
    import("hyparquet"),
    import("hyparquet-compressors"),
  ]);
  const metadata = await parquetMetadataAsync(file);
  const rows = await parquetReadObjects({ file, metadata, compressors, rowEnd: previewRows });
  const columns = metadata.schema.slice(1).map(({ name }) => name);
  return objectsPreview(columns, rows, Number(metadata.num_rows));
}
