import type { CopyObjectOutput, CopyObjectRequest } from "@aws-sdk/client-s3";
import { AwsError } from "../../aws-error.ts";
import type { Authorization, CallContext, Cloud, Operation } from "../../service.ts";
import { openStoredBody, storeBody } from "./body-store.ts";
import { requireBucket } from "./buckets.ts";
import { checksumOutput, parseAlgorithm } from "./checksums.ts";
import type { ChecksumAlgorithm, ObjectChecksum } from "./checksums.ts";
import { authorizeCopy, copySourceMembers, parseCopySource, requireSource } from "./copy-source.ts";
import { readObjectHeaders } from "./object-headers.ts";
import type { ObjectHeaders } from "./object-headers.ts";
import { decodeTags, readTagging } from "./object-tags.ts";
import { commitObject, findObject, findVersion } from "./objects.ts";
import { checkKey, checkStorage, writeMembers } from "./put-object.ts";
import type { ObjectRow } from "./tables.ts";

export const copyObject: Operation<CopyObjectRequest, CopyObjectOutput> = {
  members: ["MetadataDirective", "TaggingDirective", ...copySourceMembers, ...writeMembers],
  authorize: authorizeTaggedCopy,
  async handle(input, context) {
    const { cloud } = context;
    const bucket = requireBucket(cloud, input).name;
    const key = checkKey(input.Key);
    checkStorage(input);
    const source = requireSource(input, context);
    const headers = headersOfCopy(input, source, bucket === source.bucket && key === source.key);
    const tags = input.TaggingDirective === "REPLACE" ? readTagging(input.Tagging) : decodeTags(source.tags);
    const algorithm = algorithmOfCopy(input, source);
    const body = await storeBody(
      cloud,
      openStoredBody(cloud, source.content_id ?? ""),
      algorithm === undefined ? [] : [algorithm],
    );
    const value = algorithm && body.checksums.get(algorithm);
    const checksum: ObjectChecksum | undefined =
      algorithm && value ? { algorithm, value, type: "FULL_OBJECT" } : undefined;
    const object = commitObject(context, {
      bucket,
      key,
      body,
      etag: body.md5.toString("hex"),
      headers,
      tags,
      checksum,
      condition: input,
      reason: "CopyObject",
    });
    return {
      CopyObjectResult: {
        ETag: `"${object.etag}"`,
        LastModified: new Date(object.last_modified),
        ...checksumOutput(checksum),
      },
      ServerSideEncryption: "AES256",
      ...(source.version_id === "null" ? {} : { CopySourceVersionId: source.version_id }),
      ...(object.version_id === "null" ? {} : { VersionId: object.version_id }),
    };
  },
};

/** Who copies an object with its tags must be allowed to read and to write tags; who writes others, to write them. */
function authorizeTaggedCopy(input: CopyObjectRequest, { cloud }: CallContext): readonly Authorization[] {
  const [read, write] = authorizeCopy(input);
  const isReplaced = input.TaggingDirective === "REPLACE";
  const isTagged = isReplaced ? Boolean(input.Tagging) : hasTags(cloud, input);
  return [
    read,
    write,
    ...(isTagged && !isReplaced ? [{ ...read, action: `${read.action}Tagging` }] : []),
    ...(isTagged ? [{ ...write, action: "s3:PutObjectTagging" }] : []),
  ];
}

function hasTags(cloud: Cloud, input: CopyObjectRequest): boolean {
  const { Bucket, Key, VersionId } = parseCopySource(input.CopySource);
  const object = VersionId === undefined ? findObject(cloud, Bucket, Key) : findVersion(cloud, Bucket, Key, VersionId);
  return object !== undefined && object.tags !== null;
}

function headersOfCopy(input: CopyObjectRequest, source: ObjectRow, isOntoItself: boolean): ObjectHeaders {
  if (input.MetadataDirective === "REPLACE") return readObjectHeaders(input);
  if (isOntoItself) {
    throw new AwsError(
      "InvalidRequest",
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's " +
        "metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  return JSON.parse(source.headers) as ObjectHeaders;
}

/** The algorithm asked for, or the source's own. */
function algorithmOfCopy(input: CopyObjectRequest, source: ObjectRow): ChecksumAlgorithm | undefined {
  if (input.ChecksumAlgorithm !== undefined) return parseAlgorithm(input.ChecksumAlgorithm);
  return source.checksum === null ? undefined : (JSON.parse(source.checksum) as ObjectChecksum).algorithm;
}
