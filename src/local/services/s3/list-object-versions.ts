import type { ListObjectVersionsOutput, ListObjectVersionsRequest } from "@aws-sdk/client-s3";
import { AwsError } from "../../aws-error.ts";
import type { Cloud, Operation } from "../../service.ts";
import { bucketArn, requireBucket } from "./buckets.ts";
import { commonPrefixOf, firstBeyond } from "./key-listing.ts";
import { textEncoder } from "./list-objects.ts";
import { owner } from "./owner.ts";
import { pageSize } from "./page-size.ts";
import type { ObjectRow } from "./tables.ts";

/** Lists every version and delete marker, newest first within a key. */
export const listObjectVersions: Operation<ListObjectVersionsRequest, ListObjectVersionsOutput> = {
  members: [
    "Bucket",
    "Prefix",
    "Delimiter",
    "KeyMarker",
    "VersionIdMarker",
    "MaxKeys",
    "EncodingType",
    "ExpectedBucketOwner",
  ],
  authorize: (input) => [{ action: "s3:ListBucketVersions", resource: bucketArn(input.Bucket) }],
  handle(input, { cloud }) {
    const bucket = requireBucket(cloud, input).name;
    const maxKeys = pageSize(input.MaxKeys, "max-keys", 1000);
    const { Prefix: prefix = "", KeyMarker: keyMarker = "", VersionIdMarker: versionMarker } = input;
    if (versionMarker !== undefined && keyMarker === "") {
      throw new AwsError("InvalidArgument", "A version-id marker cannot be specified without a key marker.");
    }
    const text = textEncoder(input.EncodingType);
    const entries = listVersions(cloud, input, maxKeys);
    const page = entries.slice(0, maxKeys);
    const last = page.at(-1);
    const isTruncated = entries.length > page.length;
    const rows = page.flatMap((one) => (one.kind === "version" ? [one.row] : []));
    const prefixes = page.flatMap((one) => (one.kind === "prefix" ? [{ Prefix: text(one.prefix) }] : []));
    const entry = (row: ObjectRow) => ({
      Key: text(row.key),
      VersionId: row.version_id,
      IsLatest: row.is_latest === 1,
      LastModified: new Date(row.last_modified),
      Owner: owner(cloud),
    });
    return {
      Name: bucket,
      Prefix: text(prefix),
      KeyMarker: text(keyMarker),
      ...(versionMarker === undefined ? {} : { VersionIdMarker: versionMarker }),
      MaxKeys: maxKeys,
      ...(input.EncodingType === undefined ? {} : { EncodingType: input.EncodingType }),
      ...(input.Delimiter === undefined ? {} : { Delimiter: text(input.Delimiter) }),
      IsTruncated: isTruncated,
      ...(isTruncated && last !== undefined ? markersOf(last, text) : {}),
      Versions: rows
        .filter((row) => row.is_delete_marker === 0)
        .map((row) => ({ ...entry(row), ETag: `"${row.etag}"`, Size: row.size, StorageClass: "STANDARD" as const })),
      DeleteMarkers: rows.filter((row) => row.is_delete_marker === 1).map(entry),
      ...(prefixes.length > 0 ? { CommonPrefixes: prefixes } : {}),
    };
  },
};

type Entry =
  | { readonly kind: "version"; readonly row: ObjectRow }
  | { readonly kind: "prefix"; readonly prefix: string };

/** What lies beyond the markers, folded behind the delimiter: one entry more than a page has tells of a next one. */
function listVersions(cloud: Cloud, input: ListObjectVersionsRequest, maxKeys: number): readonly Entry[] {
  const { Prefix: prefix = "", KeyMarker: keyMarker = "", VersionIdMarker, Delimiter: delimiter } = input;
  const rows = cloud.db
    .prepare(
      `SELECT * FROM s3_objects o WHERE bucket = :bucket AND key >= :prefix AND (:end IS NULL OR key < :end)
         AND (key > :keyMarker OR (key = :keyMarker AND sequence < (
           SELECT sequence FROM s3_objects WHERE bucket = :bucket AND key = :keyMarker AND version_id = :versionMarker)))
       ORDER BY key, sequence DESC`,
    )
    .iterate({
      bucket: input.Bucket ?? "",
      prefix,
      end: firstBeyond(prefix) ?? null,
      keyMarker,
      versionMarker: VersionIdMarker ?? null,
    }) as unknown as Iterable<ObjectRow>;
  const entries: Entry[] = [];
  // A marker may be a common prefix, as NextKeyMarker gives it.
  let folded = delimiter && keyMarker.endsWith(delimiter) ? keyMarker : undefined;
  for (const row of rows) {
    if (folded !== undefined && row.key.startsWith(folded)) continue;
    folded = commonPrefixOf(row.key, prefix, delimiter);
    entries.push(folded === undefined ? { kind: "version", row } : { kind: "prefix", prefix: folded });
    if (entries.length > maxKeys) break;
  }
  return entries;
}

const markersOf = (last: Entry, text: (key: string) => string) =>
  last.kind === "prefix"
    ? { NextKeyMarker: text(last.prefix) }
    : { NextKeyMarker: text(last.row.key), NextVersionIdMarker: last.row.version_id };
