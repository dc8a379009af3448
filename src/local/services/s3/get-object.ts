import type { Readable } from "node:stream";
import type { GetObjectOutput, GetObjectRequest, HeadObjectOutput, HeadObjectRequest } from "@aws-sdk/client-s3";
import { AwsError } from "../../aws-error.ts";
import type { Authorization, CallContext, Operation } from "../../service.ts";
import { openStoredBody } from "./body-store.ts";
import { objectArn } from "./buckets.ts";
import { checksumOutput } from "./checksums.ts";
import type { ObjectChecksum } from "./checksums.ts";
import { checkReadCondition } from "./conditions.ts";
import { objectHeaderOutput } from "./object-headers.ts";
import type { ObjectHeaders } from "./object-headers.ts";
import { rangeOfPart } from "./object-parts.ts";
import { tagCountOutput } from "./object-tags.ts";
import { requireObject } from "./objects.ts";
import { readRange } from "./read-range.ts";
import type { ByteRange } from "./read-range.ts";
import type { ObjectRow } from "./tables.ts";
import { checkPartNumber } from "./uploads.ts";

const members = [
  "Bucket",
  "Key",
  "VersionId",
  "IfMatch",
  "IfNoneMatch",
  "IfModifiedSince",
  "IfUnmodifiedSince",
  "Range",
  "PartNumber",
  "ChecksumMode",
  "ExpectedBucketOwner",
  "ResponseCacheControl",
  "ResponseContentDisposition",
  "ResponseContentEncoding",
  "ResponseContentLanguage",
  "ResponseContentType",
  "ResponseExpires",
];

/** `GetObject`'s output with a plain stream: the SDK's helpers on it are the client's. */
export type ReadObjectOutput = Omit<GetObjectOutput, "Body"> & { readonly Body?: Readable };

export const getObject: Operation<GetObjectRequest, ReadObjectOutput> = {
  members,
  authorize: authorizeRead,
  handle(input, context) {
    const { object, range, output } = readHead(context, input);
    return { ...output, Body: openStoredBody(context.cloud, object.content_id ?? "", range) };
  },
};

export const headObject: Operation<HeadObjectRequest, HeadObjectOutput> = {
  members,
  authorize: authorizeRead,
  handle(input, context) {
    try {
      return readHead(context, input).output;
    } catch (error) {
      // An answer to HEAD has no body; this is the name that clients read from the status.
      const isMissing = error instanceof AwsError && error.status === 404;
      throw isMissing ? new AwsError("NotFound", "Not Found", 404) : error;
    }
  },
};

function authorizeRead(input: GetObjectRequest): Authorization[] {
  const action = input.VersionId === undefined ? "s3:GetObject" : "s3:GetObjectVersion";
  return [{ action, resource: objectArn(input.Bucket, input.Key) }];
}

interface ReadHead {
  readonly object: ObjectRow;
  readonly range: ByteRange | undefined;
  readonly output: Omit<GetObjectOutput, "Body">;
}

function readHead(context: CallContext, input: GetObjectRequest): ReadHead {
  const object = requireObject(context, input);
  checkReadCondition(input, object);
  const range = rangeOf(input, object);
  const checksum = object.checksum === null ? undefined : (JSON.parse(object.checksum) as ObjectChecksum);
  // The checksum is of the whole object: with a range it would only mislead.
  const isWhole = range === undefined || (range.start === 0 && range.end === object.size - 1);
  const output: Omit<GetObjectOutput, "Body"> = {
    ...objectHeaderOutput(JSON.parse(object.headers) as ObjectHeaders),
    ...overrides(input),
    AcceptRanges: "bytes",
    ETag: `"${object.etag}"`,
    LastModified: new Date(object.last_modified),
    ContentLength: range === undefined ? object.size : range.end - range.start + 1,
    ServerSideEncryption: "AES256",
    ...(input.PartNumber !== undefined && object.parts !== null && { PartsCount: object.parts }),
    ...(range === undefined ? {} : { ContentRange: `bytes ${range.start}-${range.end}/${object.size}` }),
    ...tagCountOutput(object.tags),
    ...(object.version_id === "null" ? {} : { VersionId: object.version_id }),
    ...(input.ChecksumMode === "ENABLED" && isWhole ? checksumOutput(checksum) : {}),
  };
  return { object, range, output };
}

function rangeOf({ Range, PartNumber }: GetObjectRequest, object: ObjectRow): ByteRange | undefined {
  if (PartNumber === undefined) return readRange(Range, object.size);
  if (Range !== undefined) {
    throw new AwsError("InvalidRequest", "Cannot specify both Range header and partNumber query parameter");
  }
  return rangeOfPart(object, checkPartNumber(PartNumber));
}

/** Headers that the reader asks for in place of the stored ones. */
function overrides(input: GetObjectRequest): Record<string, unknown> {
  const given = {
    CacheControl: input.ResponseCacheControl,
    ContentDisposition: input.ResponseContentDisposition,
    ContentEncoding: input.ResponseContentEncoding,
    ContentLanguage: input.ResponseContentLanguage,
    ContentType: input.ResponseContentType,
    Expires: input.ResponseExpires,
    ExpiresString: input.ResponseExpires?.toUTCString(),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
