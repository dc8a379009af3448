import type { Json } from "#asl";
import { readerFailure } from "#interpreter";

/**
 * The rows of a Parquet file as objects; throws `TaskFailure` (States.ItemReaderFailed) where it is none.
 *
 * AWS does not say how values without a form in JSON are given: here dates are ISO 8601, bytes base64, and integers that a double
 * cannot hold are texts.
 */
export async function parseParquet(body: Uint8Array): Promise<readonly Json[]> {
  // Loaded for whoever reads such files.
  const [{ parquetReadObjects }, { compressors }] = await Promise.all([
    import("hyparquet"),
    import("hyparquet-compressors"),
  ]);
  try {
    const rows = await parquetReadObjects({ file: new Uint8Array(body).buffer, compressors, utf8: false });
    return rows.map((row) => toJson(row));
  } catch (error) {
    throw readerFailure(`The file is not valid Parquet: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function toJson(value: unknown): Json {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return btoa(String.fromCodePoint(...value));
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toJson(inner)]));
  }
  return typeof value === "string" || typeof value === "boolean" ? value : null;
}
