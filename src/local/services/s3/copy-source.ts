import { AwsError } from "../../aws-error.ts";
import type { Authorization, CallContext } from "../../service.ts";
import { objectArn } from "./buckets.ts";
import { checkReadCondition } from "./conditions.ts";
import { requireObject } from "./objects.ts";
import type { ObjectRow } from "./tables.ts";

// What copies of objects and of parts have in common: where they read from.

export const copySourceMembers = [
  "CopySource",
  "CopySourceIfMatch",
  "CopySourceIfNoneMatch",
  "CopySourceIfModifiedSince",
  "CopySourceIfUnmodifiedSince",
  "ExpectedSourceBucketOwner",
] as const;

export interface CopyInput {
  readonly Bucket?: string | undefined;
  readonly Key?: string | undefined;
  readonly CopySource?: string | undefined;
  readonly CopySourceIfMatch?: string | undefined;
  readonly CopySourceIfNoneMatch?: string | undefined;
  readonly CopySourceIfModifiedSince?: Date | undefined;
  readonly CopySourceIfUnmodifiedSince?: Date | undefined;
  readonly ExpectedSourceBucketOwner?: string | undefined;
}

/** A copy needs the right to read its source and to write its target. */
export function authorizeCopy(input: CopyInput): readonly [Authorization, Authorization] {
  const source = parseCopySource(input.CopySource);
  const read = source.VersionId === undefined ? "s3:GetObject" : "s3:GetObjectVersion";
  return [
    { action: read, resource: objectArn(source.Bucket, source.Key) },
    { action: "s3:PutObject", resource: objectArn(input.Bucket, input.Key) },
  ];
}

/** The object to copy, if the copy's conditions on it hold. */
export function requireSource(input: CopyInput, context: CallContext): ObjectRow {
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

interface CopySource {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string;
}

/** Reads `bucket/key?versionId=…`, URL-encoded; some clients encode the slash between the two as well. */
export function parseCopySource(text = ""): CopySource {
  const [, encoded = "", versionId] = /^\/?(.*?)(?:\?versionId=(.*))?$/s.exec(text) ?? [];
  const path = decodeSource(encoded);
  const slash = path.indexOf("/");
  if (slash <= 0 || slash === path.length - 1) {
    throw new AwsError("InvalidArgument", "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
  }
  return {
    Bucket: path.slice(0, slash),
    Key: path.slice(slash + 1),
    ...(versionId === undefined ? {} : { VersionId: versionId }),
  };
}

function decodeSource(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new AwsError("InvalidArgument", "Invalid copy source encoding.");
  }
}
