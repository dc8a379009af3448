import type {
  AbortMultipartUploadRequest,
  ListMultipartUploadsOutput,
  ListMultipartUploadsRequest,
  ListPartsOutput,
  ListPartsRequest,
} from "@aws-sdk/client-s3";
import type { Operation } from "../../service.ts";
import { bucketArn, objectArn, requireBucket } from "./buckets.ts";
import { firstBeyond } from "./key-listing.ts";
import { owner } from "./owner.ts";
import { pageSize } from "./page-size.ts";
import type { UploadRow } from "./tables.ts";
import { dropUpload, partsOf, requireUpload } from "./uploads.ts";

const mostParts = 10_000;

export const listParts: Operation<ListPartsRequest, ListPartsOutput> = {
  members: ["Bucket", "Key", "UploadId", "MaxParts", "PartNumberMarker", "ExpectedBucketOwner"],
  authorize: (input) => [{ action: "s3:ListMultipartUploadParts", resource: objectArn(input.Bucket, input.Key) }],
  handle(input, { cloud }) {
    const upload = requireUpload(cloud, input);
    const maxParts = pageSize(input.MaxParts, "max-parts", 1000);
    const marker = pageSize(Number(input.PartNumberMarker ?? 0), "part-number-marker", mostParts);
    const rest = partsOf(cloud, upload.upload_id).filter((part) => part.part_number > marker);
    const page = rest.slice(0, maxParts);
    return {
      Bucket: upload.bucket,
      Key: upload.key,
      UploadId: upload.upload_id,
      PartNumberMarker: String(marker),
      MaxParts: maxParts,
      IsTruncated: rest.length > page.length,
      NextPartNumberMarker: String(page.at(-1)?.part_number ?? marker),
      StorageClass: "STANDARD",
      Owner: owner(cloud),
      Parts: page.map((part) => ({
        PartNumber: part.part_number,
        LastModified: new Date(part.last_modified),
        ETag: `"${part.etag}"`,
        Size: part.size,
      })),
    };
  },
};

export const abortMultipartUpload: Operation<AbortMultipartUploadRequest, object> = {
  members: ["Bucket", "Key", "UploadId", "ExpectedBucketOwner"],
  authorize: (input) => [{ action: "s3:AbortMultipartUpload", resource: objectArn(input.Bucket, input.Key) }],
  handle(input, { cloud }) {
    dropUpload(cloud, requireUpload(cloud, input).upload_id);
    return {};
  },
};

/** Lists uploads under way, all on one page. */
export const listMultipartUploads: Operation<ListMultipartUploadsRequest, ListMultipartUploadsOutput> = {
  members: ["Bucket", "Prefix", "ExpectedBucketOwner"],
  authorize: (input) => [{ action: "s3:ListBucketMultipartUploads", resource: bucketArn(input.Bucket) }],
  handle(input, { cloud }) {
    const bucket = requireBucket(cloud, input).name;
    const prefix = input.Prefix ?? "";
    const end = firstBeyond(prefix) ?? null;
    const rows = cloud.db
      .prepare(
        `SELECT * FROM s3_uploads WHERE bucket = ? AND key >= ? AND (? IS NULL OR key < ?) ORDER BY key, created_at`,
      )
      .all(bucket, prefix, end, end) as unknown as UploadRow[];
    return {
      Bucket: bucket,
      Prefix: prefix,
      IsTruncated: false,
      Uploads: rows.map((row) => ({
        UploadId: row.upload_id,
        Key: row.key,
        Initiated: new Date(row.created_at),
        StorageClass: "STANDARD" as const,
        Owner: owner(cloud),
      })),
    };
  },
};
