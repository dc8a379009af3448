import type { CreateMultipartUploadOutput, CreateMultipartUploadRequest } from "@aws-sdk/client-s3";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { requireBucket } from "./buckets.ts";
import { parseAlgorithm } from "./checksums.ts";
import { objectHeaderMembers, readObjectHeaders } from "./object-headers.ts";
import { authorizeTaggedWrite, encodeTags, readTagging } from "./object-tags.ts";
import { checkKey, checkStorage, storageMembers } from "./put-object.ts";

export const createMultipartUpload: Operation<CreateMultipartUploadRequest, CreateMultipartUploadOutput> = {
  members: [
    "Bucket",
    "Key",
    "ChecksumAlgorithm",
    "ChecksumType",
    "ExpectedBucketOwner",
    "Tagging",
    ...objectHeaderMembers,
    ...storageMembers,
  ],
  authorize: authorizeTaggedWrite,
  handle(input, { cloud }) {
    const bucket = requireBucket(cloud, input).name;
    const key = checkKey(input.Key);
    checkStorage(input);
    const checksum = checksumOf(input);
    const uploadId = cloud.newId().replaceAll("-", "");
    cloud.db
      .prepare(
        `INSERT INTO s3_uploads (upload_id, bucket, key, created_at, headers, checksum_algorithm, checksum_type, tags)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        uploadId,
        bucket,
        key,
        cloud.clock.now(),
        JSON.stringify(readObjectHeaders(input)),
        checksum?.algorithm ?? null,
        checksum?.type ?? null,
        encodeTags(readTagging(input.Tagging)),
      );
    return {
      Bucket: bucket,
      Key: key,
      UploadId: uploadId,
      ServerSideEncryption: "AES256",
      ...(checksum && { ChecksumAlgorithm: checksum.algorithm as never, ChecksumType: checksum.type }),
    };
  },
};

function checksumOf(input: CreateMultipartUploadRequest) {
  if (input.ChecksumAlgorithm === undefined) return undefined;
  const algorithm = parseAlgorithm(input.ChecksumAlgorithm);
  const only = algorithm === "CRC64NVME" ? "FULL_OBJECT" : algorithm.startsWith("SHA") ? "COMPOSITE" : undefined;
  const type = input.ChecksumType ?? only ?? "COMPOSITE";
  if (only !== undefined && type !== only) {
    throw new AwsError(
      "InvalidRequest",
      `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    );
  }
  return { algorithm, type };
}
