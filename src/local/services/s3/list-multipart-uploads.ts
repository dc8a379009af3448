import type { ListMultipartUploadsOutput, ListMultipartUploadsRequest } from "@aws-sdk/client-s3";
import type { Cloud, Operation } from "../../service.ts";
import { bucketArn, requireBucket } from "./buckets.ts";
import { commonPrefixOf, firstBeyond } from "./key-listing.ts";
import { textEncoder } from "./list-objects.ts";
import { owner } from "./owner.ts";
import { pageSize } from "./page-size.ts";
import type { UploadRow } from "./tables.ts";

/** Lists uploads under way by key, within a key by their beginning. */
export const listMultipartUploads: Operation<ListMultipartUploadsRequest, ListMultipartUploadsOutput> = {
  members: [
    "Bucket",
    "Prefix",
    "Delimiter",
    "KeyMarker",
    "UploadIdMarker",
    "MaxUploads",
    "EncodingType",
    "ExpectedBucketOwner",
  ],
  authorize: (input) => [{ action: "s3:ListBucketMultipartUploads", resource: bucketArn(input.Bucket) }],
  handle(input, { cloud }) {
    const bucket = requireBucket(cloud, input).name;
    const { Prefix: prefix = "", Delimiter: delimiter } = input;
    const most = pageSize(input.MaxUploads, "max-uploads", 1000);
    const entries = foldEntries(uploadsAfter(cloud, bucket, input), prefix, delimiter);
    const page = entries.slice(0, most);
    const last = page.at(-1);
    const text = textEncoder(input.EncodingType);
    const isTruncated = entries.length > page.length;
    const prefixes = page.flatMap((entry) => (entry.kind === "prefix" ? [{ Prefix: text(entry.prefix) }] : []));
    return {
      Bucket: bucket,
      Prefix: text(prefix),
      KeyMarker: text(input.KeyMarker ?? ""),
      UploadIdMarker: input.UploadIdMarker ?? "",
      MaxUploads: most,
      IsTruncated: isTruncated,
      ...(delimiter === undefined ? {} : { Delimiter: text(delimiter) }),
      ...(input.EncodingType === undefined ? {} : { EncodingType: input.EncodingType }),
      ...(isTruncated && last !== undefined ? markersOf(last, text) : {}),
      Uploads: page.flatMap((entry) => (entry.kind === "upload" ? [toUpload(cloud, entry.row, text)] : [])),
      ...(prefixes.length > 0 ? { CommonPrefixes: prefixes } : {}),
    };
  },
};

type Entry =
  | { readonly kind: "upload"; readonly row: UploadRow }
  | { readonly kind: "prefix"; readonly prefix: string };

function uploadsAfter(cloud: Cloud, bucket: string, input: ListMultipartUploadsRequest): readonly UploadRow[] {
  const { Prefix: prefix = "", KeyMarker: key = "", UploadIdMarker: uploadId, Delimiter: delimiter } = input;
  const rows = cloud.db
    .prepare(
      `SELECT * FROM s3_uploads WHERE bucket = :bucket AND key >= :prefix AND (:end IS NULL OR key < :end) AND key >= :key
       ORDER BY key, created_at, upload_id`,
    )
    .all({ bucket, prefix, end: firstBeyond(prefix) ?? null, key }) as unknown as readonly UploadRow[];
  if (key === "") return rows;
  // A marker may be a common prefix, as NextKeyMarker gives it: then what lies under it was listed.
  if (delimiter && key.endsWith(delimiter)) return rows.filter((row) => !row.key.startsWith(key));
  const marked = uploadId === undefined ? -1 : rows.findIndex((row) => row.key === key && row.upload_id === uploadId);
  return marked === -1 ? rows.filter((row) => row.key !== key) : rows.slice(marked + 1);
}

function foldEntries(rows: readonly UploadRow[], prefix: string, delimiter: string | undefined): readonly Entry[] {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const common = commonPrefixOf(row.key, prefix, delimiter);
    if (common === undefined) entries.push({ kind: "upload", row });
    else if (!seen.has(common)) entries.push({ kind: "prefix", prefix: common });
    if (common !== undefined) seen.add(common);
  }
  return entries;
}

const markersOf = (last: Entry, text: (key: string) => string) =>
  last.kind === "prefix"
    ? { NextKeyMarker: text(last.prefix), NextUploadIdMarker: "" }
    : { NextKeyMarker: text(last.row.key), NextUploadIdMarker: last.row.upload_id };

const toUpload = (cloud: Cloud, row: UploadRow, text: (key: string) => string) => ({
  UploadId: row.upload_id,
  Key: text(row.key),
  Initiated: new Date(row.created_at),
  StorageClass: "STANDARD" as const,
  Owner: owner(cloud),
});
