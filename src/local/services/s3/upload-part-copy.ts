import type { UploadPartCopyOutput, UploadPartCopyRequest } from "@aws-sdk/client-s3";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { openStoredBody, storeBody } from "./body-store.ts";
import { parseAlgorithm } from "./checksums.ts";
import { authorizeCopy, copySourceMembers, requireSource } from "./copy-source.ts";
import type { ByteRange } from "./read-range.ts";
import { checkPartNumber, commitPart, partChecksums, requireUpload } from "./uploads.ts";

/** Makes a part out of an object, or of a range of it. */
export const uploadPartCopy: Operation<UploadPartCopyRequest, UploadPartCopyOutput> = {
  members: ["Bucket", "Key", "UploadId", "PartNumber", "CopySourceRange", "ExpectedBucketOwner", ...copySourceMembers],
  authorize: authorizeCopy,
  async handle(input, context) {
    const { cloud } = context;
    const upload = requireUpload(cloud, input);
    const partNumber = checkPartNumber(input.PartNumber);
    const source = requireSource(input, context);
    const range = readCopyRange(input.CopySourceRange, source.size);
    const algorithms = upload.checksum_algorithm === null ? [] : [parseAlgorithm(upload.checksum_algorithm)];
    const body = await storeBody(cloud, openStoredBody(cloud, source.content_id ?? "", range), algorithms);
    const part = commitPart(cloud, input, partNumber, body);
    return {
      CopyPartResult: {
        ETag: `"${part.etag}"`,
        LastModified: new Date(part.last_modified),
        ...partChecksums(body),
      },
      ServerSideEncryption: "AES256",
      ...(source.version_id === "null" ? {} : { CopySourceVersionId: source.version_id }),
    };
  },
};

/** Unlike the range of a read, that of a copy names both ends and must lie within the object. */
function readCopyRange(header: string | undefined, size: number): ByteRange | undefined {
  if (header === undefined) return undefined;
  const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(header) ?? [];
  if (start === undefined || end === undefined || Number(start) > Number(end)) {
    throw new AwsError(
      "InvalidArgument",
      "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based " +
        "offsets of the first and last bytes to copy",
    );
  }
  if (Number(end) >= size) {
    throw new AwsError("InvalidArgument", `Range specified is not valid for source object of size: ${size}`);
  }
  return { start: Number(start), end: Number(end) };
}
