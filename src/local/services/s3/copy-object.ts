import type { CopyObjectOutput, CopyObjectRequest } from "@aws-sdk/client-s3";
import { AwsError, notImplemented } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { openStoredBody, storeBody } from "./body-store.ts";
import { objectArn, requireBucket } from "./buckets.ts";
import { checksumOutput, parseAlgorithm } from "./checksums.ts";
import type { ChecksumAlgorithm, ObjectChecksum } from "./checksums.ts";
import { checkReadCondition } from "./conditions.ts";
import { objectHeaderMembers, readObjectHeaders } from "./object-headers.ts";
import type { ObjectHeaders } from "./object-headers.ts";
import { commitObject, requireObject } from "./objects.ts";
import { checkKey, checkStorage, storageMembers } from "./put-object.ts";
import type { ObjectRow } from "./tables.ts";

export const copyObject: Operation<CopyObjectRequest, CopyObjectOutput> = {
  members: [
    "Bucket",
    "Key",
    "CopySource",
    "CopySourceIfMatch",
    "CopySourceIfNoneMatch",
    "CopySourceIfModifiedSince",
    "CopySourceIfUnmodifiedSince",
    "MetadataDirective",
    "TaggingDirective",
    "ChecksumAlgorithm",
    "IfMatch",
    "IfNoneMatch",
    "ExpectedBucketOwner",
    "ExpectedSourceBucketOwner",
    ...objectHeaderMembers,
    ...storageMembers,
  ],
  authorize(input) {
    const source = parseCopySource(input.CopySource);
    return [
      {
        action: source.VersionId === undefined ? "s3:GetObject" : "s3:GetObjectVersion",
        resource: objectArn(source.Bucket, source.Key),
      },
      { action: "s3:PutObject", resource: objectArn(input.Bucket, input.Key) },
    ];
  },
  async handle(input, context) {
    const { cloud } = context;
    const bucket = requireBucket(cloud, input).name;
    const key = checkKey(input.Key);
    checkStorage(input);
    // Objects have no tags here, so that copying them and replacing them by none is the same.
    if (input.TaggingDirective === "REPLACE") throw notImplemented("TaggingDirective REPLACE of s3 CopyObject");
    const source = requireSource(input, context);
    const headers = headersOfCopy(input, source, bucket === source.bucket && key === source.key);
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

export interface CopySource {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string;
}

/** Reads `bucket/key?versionId=…`, whose key is URL-encoded. */
export function parseCopySource(text = ""): CopySource {
  const [, path = "", versionId] = /^\/?(.*?)(?:\?versionId=(.*))?$/s.exec(text) ?? [];
  const slash = path.indexOf("/");
  if (slash <= 0 || slash === path.length - 1) {
    throw new AwsError("InvalidArgument", "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
  }
  try {
    return {
      Bucket: path.slice(0, slash),
      Key: decodeURIComponent(path.slice(slash + 1)),
      ...(versionId === undefined ? {} : { VersionId: versionId }),
    };
  } catch {
    throw new AwsError("InvalidArgument", "Invalid copy source encoding.");
  }
}

type HandleContext = Parameters<typeof copyObject.handle>[1];

function requireSource(input: CopyObjectRequest, context: HandleContext): ObjectRow {
  const source = requireObject(context, {
    ...parseCopySource(input.CopySource),
    ExpectedBucketOwner: input.ExpectedSourceBucketOwner,
  });
  checkReadCondition(
    {
      IfMatch: input.CopySourceIfMatch,
      IfNoneMatch: input.CopySourceIfNoneMatch,
      IfModifiedSince: input.CopySourceIfModifiedSince,
      IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
    },
    source,
    "x-amz-copy-source-",
  );
  return source;
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
