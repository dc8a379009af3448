import { AwsError, notImplemented } from "../../aws-error.ts";
import type { ObjectRow } from "./tables.ts";

export interface WriteCondition {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

export interface ReadCondition extends WriteCondition {
  readonly IfModifiedSince?: Date | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
}

const unquoted = (etag: string): string => etag.trim().replace(/^W\//, "").replaceAll('"', "");

const matches = (claim: string, etag: string): boolean =>
  claim.split(",").some((part) => part.trim() === "*" || unquoted(part) === etag);

const failed = (condition: string): AwsError =>
  new AwsError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412, {
    Condition: condition,
  });

/** Decides in the transaction of the write whether it may happen; `current` is the live object, if any. */
export function checkWriteCondition(condition: WriteCondition, key: string, current: ObjectRow | undefined): void {
  const { IfMatch, IfNoneMatch } = condition;
  if (IfNoneMatch !== undefined) {
    if (IfNoneMatch !== "*") throw notImplemented("A value other than * for IfNoneMatch on a write of s3");
    if (current !== undefined) throw failed("If-None-Match");
  }
  if (IfMatch !== undefined) {
    if (current === undefined) throw noSuchKey(key);
    if (!matches(IfMatch, current.etag)) throw failed("If-Match");
  }
}

/** Decides whether a read is answered; RFC 9110 says which of two conditions counts. */
export function checkReadCondition(condition: ReadCondition, object: ObjectRow, prefix = ""): void {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = condition;
  if (IfMatch !== undefined) {
    if (!matches(IfMatch, object.etag)) throw failed(`${prefix}If-Match`);
  } else if (IfUnmodifiedSince !== undefined && object.last_modified > IfUnmodifiedSince.getTime()) {
    throw failed(`${prefix}If-Unmodified-Since`);
  }
  if (IfNoneMatch !== undefined) {
    if (matches(IfNoneMatch, object.etag)) throw notModified(prefix);
  } else if (IfModifiedSince !== undefined && object.last_modified <= IfModifiedSince.getTime()) {
    throw notModified(prefix);
  }
}

// A copy's source condition fails with 412 where a read answers 304.
const notModified = (prefix: string): AwsError =>
  prefix === "" ? new AwsError("NotModified", "Not Modified", 304) : failed(`${prefix}If-None-Match`);

export const noSuchKey = (key: string): AwsError =>
  new AwsError("NoSuchKey", "The specified key does not exist.", 404, { Key: key });
