import { AwsError } from "../../aws-error.ts";
import { authorize } from "../../iam/authorize.ts";
import type { CallContext, Cloud } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { removeBodies } from "./body-store.ts";
import type { StoredBody } from "./body-store.ts";
import { bucketPolicies } from "./bucket-policies.ts";
import { bucketArn, requireBucket } from "./buckets.ts";
import type { Bucket } from "./buckets.ts";
import type { ObjectChecksum } from "./checksums.ts";
import { checkWriteCondition, noSuchKey } from "./conditions.ts";
import type { WriteCondition } from "./conditions.ts";
import { sendObjectEvent } from "./object-event.ts";
import type { CreationReason } from "./object-event.ts";
import type { ObjectHeaders } from "./object-headers.ts";
import type { ObjectPart } from "./object-parts.ts";
import { encodeTags, type ObjectTag } from "./object-tags.ts";
import type { ObjectRow } from "./tables.ts";

// The one place that writes object rows, so that conditions, versions, events and bodies stay together in one commit.

/** The live object under a key; a delete marker is none. */
export function findObject(cloud: Cloud, bucket: string, key: string): ObjectRow | undefined {
  return cloud.db
    .prepare("SELECT * FROM s3_objects WHERE bucket = ? AND key = ? AND is_latest = 1 AND is_delete_marker = 0")
    .get(bucket, key) as ObjectRow | undefined;
}

export interface ObjectInput {
  readonly Bucket?: string | undefined;
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

/** The object that a request names; throws as S3 does. */
export function requireObject(context: CallContext, input: ObjectInput): ObjectRow {
  const { cloud } = context;
  const [bucket, key] = [requireBucket(cloud, input).name, input.Key ?? ""];
  if (input.VersionId !== undefined) return requireVersion(cloud, bucket, key, input.VersionId);
  const object = findObject(cloud, bucket, key);
  if (object !== undefined) return object;
  // Who may not list may not learn that a key is missing.
  const list = { action: "s3:ListBucket", resource: bucketArn(bucket) };
  const denial = authorize(cloud, context.principal, [list], bucketPolicies(input, context));
  throw denial === undefined ? noSuchKey(key) : denial;
}

function requireVersion(cloud: Cloud, bucket: string, key: string, versionId: string): ObjectRow {
  const row = findVersion(cloud, bucket, key, versionId);
  if (row === undefined) {
    throw new AwsError("NoSuchVersion", "The specified version does not exist.", 404, {
      Key: key,
      VersionId: versionId,
    });
  }
  if (row.is_delete_marker === 1) {
    throw new AwsError("MethodNotAllowed", "The specified method is not allowed against this resource.", 405);
  }
  return row;
}

export function findVersion(cloud: Cloud, bucket: string, key: string, versionId: string): ObjectRow | undefined {
  return cloud.db
    .prepare("SELECT * FROM s3_objects WHERE bucket = ? AND key = ? AND version_id = ?")
    .get(bucket, key, versionId) as ObjectRow | undefined;
}

export interface NewObject {
  readonly bucket: string;
  readonly key: string;
  readonly body: Pick<StoredBody, "contentId" | "size">;
  /** Without quotes. */
  readonly etag: string;
  readonly headers: ObjectHeaders;
  readonly checksum: ObjectChecksum | undefined;
  readonly parts?: readonly ObjectPart[];
  readonly tags?: readonly ObjectTag[];
  readonly condition: WriteCondition;
  readonly reason: CreationReason;
  /** Further rows that belong to the same commit. */
  readonly alsoCommit?: () => void;
}

/** Makes a stored body the live object under its key. If it may not be, the body is removed. */
export function commitObject(context: CallContext, object: NewObject): ObjectRow {
  const { cloud } = context;
  let replaced: readonly (string | null)[] = [];
  let written: ObjectRow;
  try {
    written = inTransaction(cloud.db, () => {
      const bucket = requireBucket(cloud, { Bucket: object.bucket });
      checkWriteCondition(object.condition, object.key, findObject(cloud, object.bucket, object.key));
      const versionId = bucket.configuration.versioning === "Enabled" ? newVersionId(cloud) : "null";
      replaced = dropVersion(cloud, object.bucket, object.key, versionId);
      const row = insertLatest(cloud, object, versionId);
      object.alsoCommit?.();
      sendObjectEvent(context, bucket, { kind: "created", object: row, reason: object.reason });
      return row;
    });
  } catch (error) {
    removeBodies(cloud, [object.body.contentId]);
    throw error;
  }
  removeBodies(cloud, replaced);
  cloud.notify("bucket", object.bucket);
  return written;
}

const newVersionId = (cloud: Cloud): string => cloud.newId().replaceAll("-", "");

function insertLatest(cloud: Cloud, object: NewObject, versionId: string): ObjectRow {
  retireLatest(cloud, object.bucket, object.key);
  const { body, checksum } = object;
  return cloud.db
    .prepare(
      `INSERT INTO s3_objects
        (bucket, key, version_id, is_latest, is_delete_marker, content_id, size, etag, last_modified, headers, checksum, parts,
         tags, part_list)
       VALUES (?, ?, ?, 1, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
    )
    .get(
      object.bucket,
      object.key,
      versionId,
      body.contentId,
      body.size,
      object.etag,
      wholeSeconds(cloud),
      JSON.stringify(object.headers),
      checksum === undefined ? null : JSON.stringify(checksum),
      object.parts?.length ?? null,
      encodeTags(object.tags ?? []),
      object.parts === undefined ? null : JSON.stringify(object.parts),
    ) as unknown as ObjectRow;
}

// S3 keeps times to the second; a read by `If-Modified-Since` depends on it.
const wholeSeconds = (cloud: Cloud): number => Math.floor(cloud.clock.now() / 1000) * 1000;

function retireLatest(cloud: Cloud, bucket: string, key: string): void {
  cloud.db
    .prepare("UPDATE s3_objects SET is_latest = 0 WHERE bucket = ? AND key = ? AND is_latest = 1")
    .run(bucket, key);
}

/** Deletes one version's row; returns its body for removal after the commit. */
function dropVersion(cloud: Cloud, bucket: string, key: string, versionId: string): (string | null)[] {
  const rows = cloud.db
    .prepare("DELETE FROM s3_objects WHERE bucket = ? AND key = ? AND version_id = ? RETURNING content_id")
    .all(bucket, key, versionId) as unknown as ObjectRow[];
  return rows.map((row) => row.content_id);
}

export interface Deletion {
  /** Why it was not deleted: its condition did not hold. */
  readonly refusal?: AwsError;
  readonly DeleteMarker?: true;
  readonly VersionId?: string;
}

export interface ObjectName {
  readonly key: string;
  readonly versionId?: string | undefined;
  /** The ETag that the object must have. */
  readonly ifMatch?: string | undefined;
}

/**
 * Deletes keys as S3 does, all in one commit: for good, or by a marker in a versioned bucket. A missing key is no error.
 *
 * Answers in the order of the names.
 */
export function deleteObjectsOf(
  context: CallContext,
  bucketName: string,
  names: readonly ObjectName[],
): readonly Deletion[] {
  const { cloud } = context;
  const deleted = inTransaction(cloud.db, () => {
    const bucket = requireBucket(cloud, { Bucket: bucketName });
    return names.map((name) => deleteOne(context, bucket, name));
  });
  // Only now: of a deletion that was rolled back the bodies are still needed.
  removeBodies(
    cloud,
    deleted.flatMap(({ removed }) => removed),
  );
  cloud.notify("bucket", bucketName);
  return deleted.map(({ deletion }) => deletion);
}

interface Deleted {
  readonly deletion: Deletion;
  /** Bodies that nothing names any more. */
  readonly removed: readonly (string | null)[];
}

function deleteOne(context: CallContext, bucket: Bucket, { key, versionId, ifMatch }: ObjectName): Deleted {
  const { cloud } = context;
  if (ifMatch !== undefined) {
    const current =
      versionId === undefined ? findObject(cloud, bucket.name, key) : findVersion(cloud, bucket.name, key, versionId);
    const refusal = refusalOf(() => checkWriteCondition({ IfMatch: ifMatch }, key, current));
    if (refusal !== undefined) return { deletion: { refusal }, removed: [] };
  }
  if (versionId !== undefined) return deleteVersion(context, bucket, key, versionId);
  if (bucket.configuration.versioning === undefined) {
    const row = findObject(cloud, bucket.name, key);
    if (row === undefined) return { deletion: {}, removed: [] };
    const removed = dropVersion(cloud, bucket.name, key, row.version_id);
    sendObjectEvent(context, bucket, { kind: "deleted", object: row, deletionType: "Permanently Deleted" });
    return { deletion: {}, removed };
  }
  const { row, removed } = insertMarker(cloud, bucket, key);
  sendObjectEvent(context, bucket, { kind: "deleted", object: row, deletionType: "Delete Marker Created" });
  return { deletion: { DeleteMarker: true, VersionId: row.version_id }, removed };
}

function refusalOf(check: () => void): AwsError | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}

function deleteVersion(context: CallContext, bucket: Bucket, key: string, versionId: string): Deleted {
  const { cloud } = context;
  const row = findVersion(cloud, bucket.name, key, versionId);
  const removed = dropVersion(cloud, bucket.name, key, versionId);
  promoteNewest(cloud, bucket.name, key);
  if (row === undefined) return { deletion: { VersionId: versionId }, removed };
  sendObjectEvent(context, bucket, { kind: "deleted", object: row, deletionType: "Permanently Deleted" });
  return { deletion: { VersionId: versionId, ...(row.is_delete_marker === 1 ? { DeleteMarker: true } : {}) }, removed };
}

function insertMarker(cloud: Cloud, bucket: Bucket, key: string): { row: ObjectRow; removed: (string | null)[] } {
  const versionId = bucket.configuration.versioning === "Enabled" ? newVersionId(cloud) : "null";
  const removed = dropVersion(cloud, bucket.name, key, versionId);
  retireLatest(cloud, bucket.name, key);
  const row = cloud.db
    .prepare(
      `INSERT INTO s3_objects (bucket, key, version_id, is_latest, is_delete_marker, size, etag, last_modified, headers)
       VALUES (?, ?, ?, 1, 1, 0, '', ?, '{}') RETURNING *`,
    )
    .get(bucket.name, key, versionId, wholeSeconds(cloud)) as unknown as ObjectRow;
  return { row, removed };
}

/** After a version is gone the newest that is left is the live one. */
function promoteNewest(cloud: Cloud, bucket: string, key: string): void {
  cloud.db
    .prepare(
      `UPDATE s3_objects SET is_latest = 1 WHERE sequence =
        (SELECT max(sequence) FROM s3_objects WHERE bucket = ? AND key = ?)`,
    )
    .run(bucket, key);
}
