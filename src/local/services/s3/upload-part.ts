import type { UploadPartOutput, UploadPartRequest } from "@aws-sdk/client-s3";
import type { Operation } from "../../service.ts";
import type { ObjectBody } from "./body-store.ts";
import { objectArn } from "./buckets.ts";
import { checksumMembers } from "./checksums.ts";
import { receiveBody } from "./put-object.ts";
import { checkPartNumber, commitPart, partChecksums, requireUpload } from "./uploads.ts";

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
    const partNumber = checkPartNumber(input.PartNumber);
    // The upload's own algorithm is needed for its checksum even if this part came without one.
    const algorithm = input.ChecksumAlgorithm ?? upload.checksum_algorithm ?? undefined;
    const withAlgorithm = algorithm === undefined ? {} : { ChecksumAlgorithm: algorithm };
    const { body } = await receiveBody(cloud, { ...input, ...withAlgorithm });
    const part = commitPart(cloud, input, partNumber, body);
    return { ETag: `"${part.etag}"`, ServerSideEncryption: "AES256", ...partChecksums(body) };
  },
};
