import type { UploadPartOutput, UploadPartRequest } from "@aws-sdk/client-s3";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { removeBodies } from "./body-store.ts";
import type { ObjectBody } from "./body-store.ts";
import { objectArn } from "./buckets.ts";
import { checksumMembers } from "./checksums.ts";
import { receiveBody } from "./put-object.ts";
import { requireUpload } from "./uploads.ts";

type UploadPartInput = Omit<UploadPartRequest, "Body"> & { readonly Body?: ObjectBody };

export const uploadPart: Operation<UploadPartInput, UploadPartOutput> = {
  members: [
    "Bucket",
    "Key",
    "UploadId",
    "PartNumber",
    "Body",
    "ContentLength",
    "ContentMD5",
    "ChecksumAlgorithm",
    "ExpectedBucketOwner",
    ...checksumMembers,
  ],
  authorize: (input) => [{ action: "s3:PutObject", resource: objectArn(input.Bucket, input.Key) }],
  async handle(input, { cloud }) {
    const upload = requireUpload(cloud, input);
    const partNumber = input.PartNumber ?? 0;
    if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > 10_000) {
      throw new AwsError("InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive");
    }
    // The upload's own algorithm is needed for its checksum even if this part came without one.
    const algorithm = input.ChecksumAlgorithm ?? upload.checksum_algorithm ?? undefined;
    const withAlgorithm = algorithm === undefined ? {} : { ChecksumAlgorithm: algorithm as never };
    const { body } = await receiveBody(cloud, { ...input, ...withAlgorithm });
    const etag = body.md5.toString("hex");
    const checksums = Object.fromEntries(body.checksums);
    let replaced: readonly string[] = [];
    try {
      inTransaction(cloud.db, () => {
        // It may have been completed or aborted while this part came in.
        requireUpload(cloud, input);
        replaced = cloud.db
          .prepare("DELETE FROM s3_parts WHERE upload_id = ? AND part_number = ? RETURNING content_id")
          .all(upload.upload_id, partNumber)
          .map((row) => String(row["content_id"]));
        cloud.db
          .prepare("INSERT INTO s3_parts VALUES (?, ?, ?, ?, ?, ?, ?)")
          .run(
            upload.upload_id,
            partNumber,
            body.contentId,
            body.size,
            etag,
            JSON.stringify(checksums),
            cloud.clock.now(),
          );
      });
    } catch (error) {
      removeBodies(cloud, [body.contentId]);
      throw error;
    }
    removeBodies(cloud, replaced);
    return {
      ETag: `"${etag}"`,
      ServerSideEncryption: "AES256",
      ...Object.fromEntries(Object.entries(checksums).map(([name, value]) => [`Checksum${name}`, value])),
    };
  },
};
