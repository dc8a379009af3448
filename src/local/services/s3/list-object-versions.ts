import type { ListObjectVersionsOutput, ListObjectVersionsRequest } from "@aws-sdk/client-s3";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { bucketArn, requireBucket } from "./buckets.ts";
import { firstBeyond } from "./key-listing.ts";
import { textEncoder } from "./list-objects.ts";
import { owner } from "./owner.ts";
import { pageSize } from "./page-size.ts";
import type { ObjectRow } from "./tables.ts";

/** Lists every version and delete marker, newest first within a key. */
export const listObjectVersions: Operation<ListObjectVersionsRequest, ListObjectVersionsOutput> = {
  members: ["Bucket", "Prefix", "KeyMarker", "VersionIdMarker", "MaxKeys", "EncodingType", "ExpectedBucketOwner"],
  authorize: (input) => [{ action: "s3:ListBucketVersions", resource: bucketArn(input.Bucket) }],
  handle(input, { cloud }) {
    const bucket = requireBucket(cloud, input).name;
    const maxKeys = pageSize(input.MaxKeys, "max-keys", 1000);
    const { Prefix: prefix = "", KeyMarker: keyMarker = "", VersionIdMarker: versionMarker } = input;
    if (versionMarker !== undefined && keyMarker === "") {
      throw new AwsError("InvalidArgument", "A version-id marker cannot be specified without a key marker.");
    }
    const rows = cloud.db
      .prepare(
        `SELECT * FROM s3_objects o WHERE bucket = :bucket AND key >= :prefix AND (:end IS NULL OR key < :end)
           AND (key > :keyMarker OR (key = :keyMarker AND sequence < (
             SELECT sequence FROM s3_objects WHERE bucket = :bucket AND key = :keyMarker AND version_id = :versionMarker)))
         ORDER BY key, sequence DESC LIMIT :limit`,
      )
      .all({
        bucket,
        prefix,
        end: firstBeyond(prefix) ?? null,
        keyMarker,
        versionMarker: versionMarker ?? null,
        limit: maxKeys + 1,
      }) as unknown as ObjectRow[];
    const page = rows.slice(0, maxKeys);
    const last = page.at(-1);
    const text = textEncoder(input.EncodingType);
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
      IsTruncated: rows.length > page.length,
      ...(rows.length > page.length && last !== undefined
        ? { NextKeyMarker: text(last.key), NextVersionIdMarker: last.version_id }
        : {}),
      Versions: page
        .filter((row) => row.is_delete_marker === 0)
        .map((row) => ({ ...entry(row), ETag: `"${row.etag}"`, Size: row.size, StorageClass: "STANDARD" as const })),
      DeleteMarkers: page.filter((row) => row.is_delete_marker === 1).map(entry),
    };
  },
};
