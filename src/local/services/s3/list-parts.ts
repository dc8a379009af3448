import type { AbortMultipartUploadRequest, ListPartsOutput, ListPartsRequest } from "@aws-sdk/client-s3";
import type { Operation } from "../../service.ts";
import { objectArn } from "./buckets.ts";
import { owner } from "./owner.ts";
import { pageSize } from "./page-size.ts";
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
