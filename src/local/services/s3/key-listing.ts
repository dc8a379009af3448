import type { Cloud } from "../../service.ts";
import type { ObjectRow } from "./tables.ts";

// One page of a listing: keys in UTF-8 order, those that share a prefix up to the delimiter folded into one entry.

export interface KeyListing {
  readonly bucket: string;
  readonly prefix: string;
  readonly delimiter: string | undefined;
  /** Where the page begins. */
  readonly from: ListingStart;
  readonly maxKeys: number;
}

/** After a key, or after everything that begins with a common prefix. */
export type ListingStart =
  | { readonly kind: "afterKey"; readonly key: string }
  | { readonly kind: "afterPrefix"; readonly prefix: string };

export interface KeyPage {
  readonly objects: readonly ObjectRow[];
  readonly commonPrefixes: readonly string[];
  /** Where the next page begins; undefined if this is the last. */
  readonly next: ListingStart | undefined;
}

/** Lists live objects. */
export function listKeys(cloud: Cloud, listing: KeyListing): KeyPage {
  const { prefix, delimiter, maxKeys } = listing;
  const objects: ObjectRow[] = [];
  const commonPrefixes: string[] = [];
  let from = listing.from;
  if (maxKeys === 0) return { objects, commonPrefixes, next: undefined };
  for (;;) {
    const isFull = objects.length + commonPrefixes.length >= maxKeys;
    // One row more than fits tells whether there is a next page.
    const rows = selectKeys(cloud, listing, from, isFull ? 1 : maxKeys - objects.length - commonPrefixes.length);
    if (rows.length === 0) return { objects, commonPrefixes, next: undefined };
    if (isFull) return { objects, commonPrefixes, next: from };
    for (const row of rows) {
      const commonPrefix = commonPrefixOf(row.key, prefix, delimiter);
      if (commonPrefix === undefined) {
        objects.push(row);
        from = { kind: "afterKey", key: row.key };
      } else {
        commonPrefixes.push(commonPrefix);
        from = { kind: "afterPrefix", prefix: commonPrefix };
        // The rest of these rows may lie under the same prefix: ask again beyond it.
        break;
      }
    }
  }
}

/** What a key shares with its like up to the delimiter, or undefined if it stands for itself. */
export function commonPrefixOf(key: string, prefix: string, delimiter: string | undefined): string | undefined {
  if (delimiter === undefined || delimiter === "") return undefined;
  const end = key.indexOf(delimiter, prefix.length);
  return end === -1 ? undefined : key.slice(0, end + delimiter.length);
}

function selectKeys(cloud: Cloud, { bucket, prefix }: KeyListing, from: ListingStart, limit: number): ObjectRow[] {
  const end = firstBeyond(prefix);
  const start = from.kind === "afterKey" ? from.key : firstBeyond(from.prefix);
  // Nothing lies beyond a prefix of nothing but the last code point.
  if (start === undefined) return [];
  const conditions = [
    "bucket = :bucket AND is_latest = 1 AND is_delete_marker = 0 AND key >= :prefix",
    from.kind === "afterKey" ? "key > :start" : "key >= :start",
    ...(end === undefined ? [] : ["key < :end"]),
  ];
  return cloud.db
    .prepare(`SELECT * FROM s3_objects WHERE ${conditions.join(" AND ")} ORDER BY key LIMIT :limit`)
    .all({ bucket, prefix, start, limit, ...(end === undefined ? {} : { end }) }) as unknown as ObjectRow[];
}

/** The first text that sorts after everything with this prefix: its last code point counted up. */
export function firstBeyond(prefix: string): string | undefined {
  const points = Array.from(prefix);
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const point = last.codePointAt(0) ?? 0;
    if (point === 0x10ffff) continue;
    // Surrogates are no code points of UTF-8.
    return points.join("") + String.fromCodePoint(point === 0xd7ff ? 0xe000 : point + 1);
  }
  return undefined;
}

/** Writes a start as an opaque continuation token. */
export function encodeToken(start: ListingStart): string {
  return Buffer.from(start.kind === "afterKey" ? `k${start.key}` : `p${start.prefix}`).toString("base64url");
}

/** Reads a continuation token; undefined if it is none of ours. */
export function decodeToken(token: string): ListingStart | undefined {
  const text = Buffer.from(token, "base64url").toString("utf8");
  if (text.startsWith("k")) return { kind: "afterKey", key: text.slice(1) };
  return text.startsWith("p") ? { kind: "afterPrefix", prefix: text.slice(1) } : undefined;
}
