import type { CallContext } from "../../../service.ts";
import { bucketArn, type Bucket } from "../buckets.ts";
import type { ObjectChange } from "../object-event.ts";
import { covers, type BucketNotification } from "./bucket-notification.ts";
import { keepNotification } from "./notification-queue.ts";

const names = {
  PutObject: "ObjectCreated:Put",
  CopyObject: "ObjectCreated:Copy",
  CompleteMultipartUpload: "ObjectCreated:CompleteMultipartUpload",
  "Permanently Deleted": "ObjectRemoved:Delete",
  "Delete Marker Created": "ObjectRemoved:DeleteMarkerCreated",
} as const;

/** Keeps what functions, queues and topics are to be told of a change; called inside the change's own transaction. */
export function keepNotifications(context: CallContext, bucket: Bucket, change: ObjectChange, sequencer: string): void {
  const eventName = names[change.kind === "created" ? change.reason : change.deletionType];
  const { key } = change.object;
  for (const notification of bucket.configuration.notifications ?? []) {
    const { arn, events, prefix, suffix } = notification;
    const isWanted = events.some((event) => covers(event, `s3:${eventName}`));
    if (!isWanted || !key.startsWith(prefix) || !key.endsWith(suffix)) continue;
    const record = recordOf(context, { bucket, change, notification, eventName, sequencer });
    keepNotification(context.cloud, { bucket: bucket.name, arn, body: JSON.stringify({ Records: [record] }) });
  }
}

interface RecordParts {
  readonly bucket: Bucket;
  readonly change: ObjectChange;
  readonly notification: BucketNotification;
  readonly eventName: string;
  readonly sequencer: string;
}

function recordOf({ cloud, requestId }: CallContext, parts: RecordParts): object {
  const { bucket, change, notification, eventName, sequencer } = parts;
  const { object } = change;
  return {
    eventVersion: "2.1",
    eventSource: "aws:s3",
    awsRegion: cloud.region,
    eventTime: new Date(cloud.clock.now()).toISOString(),
    eventName,
    userIdentity: { principalId: cloud.accountId },
    requestParameters: { sourceIPAddress: "127.0.0.1" },
    responseElements: { "x-amz-request-id": requestId, "x-amz-id-2": requestId },
    s3: {
      s3SchemaVersion: "1.0",
      configurationId: notification.id,
      bucket: { name: bucket.name, ownerIdentity: { principalId: cloud.accountId }, arn: bucketArn(bucket.name) },
      object: {
        key: encodedKey(object.key),
        ...(change.kind === "created" ? { size: object.size } : {}),
        ...(object.is_delete_marker === 0 ? { eTag: object.etag } : {}),
        ...(bucket.configuration.versioning === undefined ? {} : { versionId: object.version_id }),
        sequencer,
      },
    },
  };
}

/** Unlike in EventBridge's events, keys are URL-encoded here, a space as a plus sign. */
function encodedKey(key: string): string {
  return key
    .split("/")
    .map((part) =>
      encodeURIComponent(part)
        .replaceAll("%20", "+")
        .replaceAll(/[!'()~]/g, percentEncoded),
    )
    .join("/");
}

const percentEncoded = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
