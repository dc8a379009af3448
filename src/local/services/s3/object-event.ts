import type { JsonObject } from "#asl";
import type { CallContext, Cloud } from "../../service.ts";
import { putServiceEvents } from "../events/put-service-events.ts";
import { bucketArn } from "./buckets.ts";
import type { Bucket } from "./buckets.ts";
import { keepNotifications } from "./notifications/notification-records.ts";
import type { ObjectRow } from "./tables.ts";

export type CreationReason = "PutObject" | "CopyObject" | "CompleteMultipartUpload";

export type ObjectChange =
  | { readonly kind: "created"; readonly object: ObjectRow; readonly reason: CreationReason }
  | {
      readonly kind: "deleted";
      readonly object: ObjectRow;
      readonly deletionType: "Permanently Deleted" | "Delete Marker Created";
    };

/**
 * Sends the event of a change, and keeps what functions and queues are to be told, if the bucket does either.
 *
 * Called inside the change's own transaction: whoever was told that the object is there gets the event too, even if the
 * process dies with the answer.
 */
export function sendObjectEvent(context: CallContext, bucket: Bucket, change: ObjectChange): void {
  const { eventBridgeEnabled, notifications } = bucket.configuration;
  if (!eventBridgeEnabled && notifications === undefined) return;
  const sequencer = sequencerOf(context.cloud, change);
  if (notifications !== undefined) keepNotifications(context, bucket, change, sequencer);
  if (!eventBridgeEnabled) return;
  putServiceEvents(context.cloud, [
    {
      source: "aws.s3",
      detailType: change.kind === "created" ? "Object Created" : "Object Deleted",
      resources: [bucketArn(bucket.name)],
      detail: detailOf(context, bucket, change, sequencer),
    },
  ]);
}

/** Sends the event of tags that were set or removed, which functions and queues of the bucket's own are not told of. */
export function sendTagEvent(
  { cloud, requestId }: CallContext,
  bucket: Bucket,
  object: ObjectRow,
  detailType: "Object Tags Added" | "Object Tags Deleted",
): void {
  if (!bucket.configuration.eventBridgeEnabled) return;
  const isVersioned = bucket.configuration.versioning !== undefined;
  const detail = {
    version: "0",
    bucket: { name: bucket.name },
    object: { key: object.key, etag: object.etag, ...(isVersioned && { "version-id": object.version_id }) },
    "request-id": requestId,
    requester: cloud.accountId,
    "source-ip-address": "127.0.0.1",
  };
  putServiceEvents(cloud, [{ source: "aws.s3", detailType, resources: [bucketArn(bucket.name)], detail }]);
}

/** The event's detail as AWS writes it; the key is not URL-encoded. */
function detailOf(
  { cloud, requestId }: CallContext,
  bucket: Bucket,
  change: ObjectChange,
  sequencer: string,
): JsonObject {
  const { object } = change;
  const isVersioned = bucket.configuration.versioning !== undefined;
  return {
    version: "0",
    bucket: { name: bucket.name },
    object: {
      key: object.key,
      ...(change.kind === "created" ? { size: object.size } : {}),
      ...(object.is_delete_marker === 0 ? { etag: object.etag } : {}),
      ...(isVersioned ? { "version-id": object.version_id } : {}),
      sequencer,
    },
    "request-id": requestId,
    requester: cloud.accountId,
    "source-ip-address": "127.0.0.1",
    ...(change.kind === "created"
      ? { reason: change.reason }
      : { reason: "DeleteObject", "deletion-type": change.deletionType }),
  };
}

/** Hexadecimal and of equal length, so that events of one key compare as text. */
function sequencerOf(cloud: Cloud, change: ObjectChange): string {
  // A deletion for good has no row of its own; it takes a number of the same sequence.
  const isRowless = change.kind === "deleted" && change.deletionType === "Permanently Deleted";
  const sequence = isRowless ? takeSequence(cloud) : change.object.sequence;
  return `00${sequence.toString(16).toUpperCase().padStart(16, "0")}`;
}

function takeSequence({ db }: Cloud): number {
  // There was an object to delete, so there is a sequence.
  const row = db.prepare("UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 's3_objects' RETURNING seq").get();
  return Number(row?.["seq"]);
}
