import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { CompletedPart, CompleteMultipartUploadOutput, CompleteMultipartUploadRequest } from "@aws-sdk/client-s3";
import { AwsError } from "../../aws-error.ts";
import type { Cloud, Operation } from "../../service.ts";
import { openStoredBody, removeBodies, storeBody } from "./body-store.ts";
import type { StoredBody } from "./body-store.ts";
import { objectArn } from "./buckets.ts";
import { checksumAlgorithms, checksumMembers, checksumOutput, createHasher } from "./checksums.ts";
import type { ChecksumAlgorithm, ObjectChecksum } from "./checksums.ts";
import type { ObjectHeaders } from "./object-headers.ts";
import type { ObjectPart } from "./object-parts.ts";
import { decodeTags } from "./object-tags.ts";
import { commitObject } from "./objects.ts";
import type { PartRow, UploadRow } from "./tables.ts";
import { partsOf, requireUpload } from "./uploads.ts";

const smallestPart = 5 * 1024 * 1024;

export const completeMultipartUpload: Operation<CompleteMultipartUploadRequest, CompleteMultipartUploadOutput> = {
  members: [
    "Bucket",
    "Key",
    "UploadId",
    "MultipartUpload.Parts.ETag",
    "MultipartUpload.Parts.PartNumber",
    ...checksumMembers.map((member) => `MultipartUpload.Parts.${member}`),
    ...checksumMembers,
    "ChecksumType",
    "MpuObjectSize",
    "IfMatch",
    "IfNoneMatch",
    "ExpectedBucketOwner",
  ],
  authorize: (input) => [{ action: "s3:PutObject", resource: objectArn(input.Bucket, input.Key) }],
  async handle(input, context) {
    const { cloud } = context;
    const upload = requireUpload(cloud, input);
    const listed = input.MultipartUpload?.Parts ?? [];
    requireChecksums(upload, listed);
    const parts = chooseParts(partsOf(cloud, upload.upload_id), listed);
    const algorithm = upload.checksum_algorithm as ChecksumAlgorithm | null;
    const body = await joinParts(cloud, parts, algorithm);
    const checksum = checkWhole(cloud, { input, upload, parts, body });
    // Parts that the client uploaded and did not name go with the upload.
    const uploaded = partsOf(cloud, upload.upload_id);
    const object = commitObject(context, {
      bucket: upload.bucket,
      key: upload.key,
      body,
      etag: `${createHash("md5")
        .update(Buffer.concat(parts.map((part) => Buffer.from(part.etag, "hex"))))
        .digest("hex")}-${parts.length}`,
      headers: JSON.parse(upload.headers) as ObjectHeaders,
      tags: decodeTags(upload.tags),
      checksum,
      parts: parts.map((part) => toObjectPart(part, algorithm)),
      condition: input,
      reason: "CompleteMultipartUpload",
      alsoCommit: () => {
        // Aborted or completed by another request while the parts were joined.
        requireUpload(cloud, input);
        cloud.db.prepare("DELETE FROM s3_uploads WHERE upload_id = ?").run(upload.upload_id);
      },
    });
    removeBodies(
      cloud,
      uploaded.map((part) => part.content_id),
    );
    return {
      Location: `${cloud.endpoint}/${upload.bucket}/${upload.key.split("/").map(encodeURIComponent).join("/")}`,
      Bucket: upload.bucket,
      Key: upload.key,
      ETag: `"${object.etag}"`,
      ServerSideEncryption: "AES256",
      ...checksumOutput(checksum),
      ...(object.version_id === "null" ? {} : { VersionId: object.version_id }),
    };
  },
};

function toObjectPart(part: PartRow, algorithm: ChecksumAlgorithm | null): ObjectPart {
  const checksum = algorithm === null ? undefined : checksumsOf(part)[algorithm];
  return { number: part.part_number, size: part.size, ...(checksum !== undefined && { checksum }) };
}

/** A checksum that is made of the parts' checksums is held to those that the client names, and it must name all. */
function requireChecksums(
  { checksum_algorithm, checksum_type }: Pick<UploadRow, "checksum_algorithm" | "checksum_type">,
  listed: readonly CompletedPart[],
): void {
  if (checksum_algorithm === null || checksum_type !== "COMPOSITE") return;
  const missing = listed.find(
    (part) => (part as Readonly<Record<string, unknown>>)[`Checksum${checksum_algorithm}`] === undefined,
  );
  if (missing === undefined) return;
  throw new AwsError(
    "InvalidRequest",
    `The upload was created using a ${checksum_algorithm.toLowerCase()} checksum. The complete request must include the ` +
      `checksum for each part. It was missing for part ${missing.PartNumber} in the request.`,
  );
}

/** The uploaded parts that the client lists, in its order, each with the ETag it was answered. */
function chooseParts(uploaded: readonly PartRow[], listed: readonly CompletedPart[]): readonly PartRow[] {
  if (listed.length === 0) throw new AwsError("InvalidRequest", "You must specify at least one part");
  let previous = 0;
  const parts = listed.map((entry) => {
    const number = entry.PartNumber ?? 0;
    if (number <= previous) {
      throw new AwsError(
        "InvalidPartOrder",
        "The list of parts was not in ascending order. The parts list must be specified in order by part number.",
      );
    }
    previous = number;
    const part = uploaded.find((row) => row.part_number === number);
    if (part === undefined || part.etag !== entry.ETag?.replaceAll('"', "") || !hasClaims(part, entry)) {
      throw invalidPart(number, entry.ETag);
    }
    return part;
  });
  for (const part of parts.slice(0, -1)) {
    if (part.size < smallestPart) {
      throw new AwsError("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", 400, {
        PartNumber: part.part_number,
        ProposedSize: part.size,
        MinSizeAllowed: smallestPart,
      });
    }
  }
  return parts;
}

const invalidPart = (partNumber: number, etag: string | undefined): AwsError =>
  new AwsError(
    "InvalidPart",
    "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified " +
      "entity tag may not match the part's entity tag.",
    400,
    { PartNumber: partNumber, ETag: etag },
  );

function hasClaims(part: PartRow, entry: CompletedPart): boolean {
  const kept = checksumsOf(part);
  return checksumAlgorithms.every((algorithm) => {
    const claim = (entry as Readonly<Record<string, unknown>>)[`Checksum${algorithm}`];
    return claim === undefined || kept[algorithm] === claim;
  });
}

const checksumsOf = (part: PartRow): Partial<Record<ChecksumAlgorithm, string>> =>
  JSON.parse(part.checksum ?? "{}") as Partial<Record<ChecksumAlgorithm, string>>;

/** Writes the parts one after the other into one body. */
function joinParts(cloud: Cloud, parts: readonly PartRow[], algorithm: ChecksumAlgorithm | null): Promise<StoredBody> {
  async function* chunks(): AsyncIterable<Uint8Array> {
    for (const part of parts) yield* openPart(cloud, part);
  }
  return storeBody(cloud, Readable.from(chunks()), algorithm === null ? [] : [algorithm]);
}

function openPart(cloud: Cloud, part: PartRow): AsyncIterable<Uint8Array> {
  try {
    return openStoredBody(cloud, part.content_id);
  } catch (error) {
    // Uploaded anew, or the upload aborted, while the parts before it were joined.
    throw (error as NodeJS.ErrnoException).code === "ENOENT" ? invalidPart(part.part_number, part.etag) : error;
  }
}

interface WholeUpload {
  readonly input: CompleteMultipartUploadRequest;
  readonly upload: UploadRow;
  readonly parts: readonly PartRow[];
  readonly body: StoredBody;
}

/** The object's checksum, held to what the client claims about the whole. */
function checkWhole(cloud: Cloud, whole: WholeUpload): ObjectChecksum | undefined {
  const { input, body } = whole;
  const checksum = wholeChecksum(whole);
  const claim = checksum && (input as unknown as Readonly<Record<string, unknown>>)[`Checksum${checksum.algorithm}`];
  const isSize = input.MpuObjectSize === undefined || Number(input.MpuObjectSize) === body.size;
  if (isSize && (claim === undefined || claim === checksum?.value)) return checksum;
  removeBodies(cloud, [body.contentId]);
  throw isSize
    ? new AwsError("BadDigest", `The ${checksum?.algorithm} you specified did not match the calculated checksum.`)
    : new AwsError("InvalidRequest", "The provided 'x-amz-mp-object-size' header does not match what was computed.");
}

function wholeChecksum({ upload, parts, body }: WholeUpload): ObjectChecksum | undefined {
  const algorithm = upload.checksum_algorithm as ChecksumAlgorithm | null;
  if (algorithm === null) return undefined;
  if (upload.checksum_type === "FULL_OBJECT") {
    return { algorithm, value: body.checksums.get(algorithm) ?? "", type: "FULL_OBJECT" };
  }
  const hasher = createHasher(algorithm);
  for (const part of parts) hasher.update(Buffer.from(checksumsOf(part)[algorithm] ?? "", "base64"));
  return { algorithm, value: `${hasher.digest().toString("base64")}-${parts.length}`, type: "COMPOSITE" };
}
