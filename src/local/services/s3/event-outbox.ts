import type { CallContext, Cloud } from "../../service.ts";
import { bucketArn } from "./buckets.ts";
import type { Bucket } from "./buckets.ts";
import { sendEvents } from "./send-events.ts";
import type { ServiceEvent } from "./send-events.ts";
import type { ObjectRow } from "./tables.ts";

// An event is written in the commit that made the object, and sent afterwards: whoever got a 200 gets the event, even if
// the process dies in between. Sent twice at worst, as S3 itself promises no more.

export type CreationReason = "PutObject" | "CopyObject" | "CompleteMultipartUpload";

export type ObjectChange =
  | { readonly kind: "created"; readonly object: ObjectRow; readonly reason: CreationReason }
  | {
      readonly kind: "deleted";
      readonly object: ObjectRow;
      readonly deletionType: "Permanently Deleted" | "Delete Marker Created";
    };

interface OutboxRow {
  readonly id: number;
  readonly event: string;
}

/** Writes the event of a change into the outbox, if the bucket sends events; call inside the change's transaction. */
export function recordObjectEvent(context: CallContext, bucket: Bucket, change: ObjectChange): void {
  if (!bucket.configuration.eventBridgeEnabled) return;
  const event = buildObjectEvent(context, bucket, change);
  context.cloud.db.prepare("INSERT INTO s3_event_outbox (event) VALUES (?)").run(JSON.stringify(event));
}

/** The event as EventBridge carries it; keys are not URL-encoded. */
export function buildObjectEvent(context: CallContext, bucket: Bucket, change: ObjectChange): ServiceEvent {
  const { cloud, requestId } = context;
  const { object } = change;
  const isCreated = change.kind === "created";
  return {
    source: "aws.s3",
    "detail-type": isCreated ? "Object Created" : "Object Deleted",
    time: new Date(cloud.clock.now()).toISOString().replace(/\.\d+Z$/, "Z"),
    resources: [bucketArn(bucket.name)],
    detail: {
      version: "0",
      bucket: { name: bucket.name },
      object: {
        key: object.key,
        ...(isCreated ? { size: object.size } : {}),
        ...(object.is_delete_marker === 0 ? { etag: object.etag } : {}),
        ...(bucket.configuration.versioning === undefined ? {} : { "version-id": object.version_id }),
        sequencer: sequencerOf(cloud, change),
      },
      "request-id": requestId,
      requester: cloud.accountId,
      "source-ip-address": "127.0.0.1",
      ...(isCreated ? { reason: change.reason } : { reason: "DeleteObject", "deletion-type": change.deletionType }),
    },
  };
}

/** Hexadecimal and of equal length, so that events of one key compare as text. */
function sequencerOf(cloud: Cloud, change: ObjectChange): string {
  // A deletion for good has no row of its own: it lies between the last write's sequence and the next.
  const isRowless = change.kind === "deleted" && change.deletionType === "Permanently Deleted";
  const sequence = isRowless ? lastSequence(cloud) : change.object.sequence;
  return `00${(sequence * 2 + (isRowless ? 1 : 0)).toString(16).toUpperCase().padStart(16, "0")}`;
}

function lastSequence(cloud: Cloud): number {
  const row = cloud.db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 's3_objects'").get();
  return Number(row?.["seq"] ?? 0);
}

export interface EventDrain {
  /** Sends what is waiting, soon. */
  readonly wake: () => void;
  /** Resolves when nothing is being sent; nothing is sent afterwards. */
  readonly stop: () => Promise<void>;
}

const retryAfterMs = 1000;
const batchSize = 10;

/** Sends the outbox in order, one batch at a time; what could not be sent stays and is tried again. */
export function createEventDrain(cloud: Cloud): EventDrain {
  let running: Promise<void> | undefined;
  let isStopped = false;
  let cancelRetry = (): void => undefined;
  const hasWaiting = cloud.db.prepare("SELECT 1 FROM s3_event_outbox LIMIT 1");
  const drain = async (): Promise<void> => {
    for (;;) {
      const rows = cloud.db
        .prepare("SELECT id, event FROM s3_event_outbox ORDER BY id LIMIT ?")
        .all(batchSize) as unknown as OutboxRow[];
      const last = rows.at(-1);
      if (isStopped || last === undefined) return;
      await sendEvents(
        cloud,
        rows.map((row) => JSON.parse(row.event) as ServiceEvent),
      );
      cloud.db.prepare("DELETE FROM s3_event_outbox WHERE id <= ?").run(last.id);
    }
  };
  const run = async (): Promise<void> => {
    try {
      await drain();
    } catch (error) {
      cloud.log(`s3: events wait, EventBridge did not take them: ${String(error)}`);
      cancelRetry = cloud.clock.at(cloud.clock.now() + retryAfterMs, wake);
      return;
    } finally {
      running = undefined;
    }
    // Written after the last look and before the line above: its wake found us running.
    if (!isStopped && hasWaiting.get() !== undefined) wake();
  };
  const wake = (): void => {
    if (isStopped || running !== undefined) return;
    cancelRetry();
    running = run();
  };
  return {
    wake,
    async stop() {
      isStopped = true;
      cancelRetry();
      await running;
    },
  };
}
