import { AwsError } from "../../../aws-error.ts";
import { root } from "../../../root.ts";
import type { Cloud } from "../../../service.ts";
import { queueUrlOf } from "../../queue-url-of.ts";
import { requireMayReach } from "./reach-destination.ts";

// What functions and queues are to be told stands in a table first, written with the change itself: it survives the process.

export interface NotificationQueue {
  /** Delivers what is due. */
  readonly pump: () => void;
  readonly close: () => void;
}

interface NotificationRow {
  readonly sequence: number;
  readonly bucket: string;
  readonly arn: string;
  readonly body: string;
  readonly attempts: number;
}

const mostAtOnce = 20;
const mostAttempts = 10;

export function createNotificationTable({ db }: Pick<Cloud, "db">): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS s3_notifications (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, bucket TEXT NOT NULL, arn TEXT NOT NULL, body TEXT NOT NULL,
      attempts INTEGER NOT NULL, next_at INTEGER NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS s3_notifications_by_time ON s3_notifications (next_at);
  `);
}

export function keepNotification(cloud: Cloud, notification: Pick<NotificationRow, "bucket" | "arn" | "body">): void {
  const { bucket, arn, body } = notification;
  cloud.db
    .prepare("INSERT INTO s3_notifications (bucket, arn, body, attempts, next_at) VALUES (?, ?, ?, 0, ?)")
    .run(bucket, arn, body, cloud.clock.now());
}

/** Delivers notifications in their order, again and again where that fails, and says so in the log when it gives up. */
export function createNotificationQueue(cloud: Cloud): NotificationQueue {
  const { db, clock } = cloud;
  let isRunning = false;
  let isClosed = false;
  let cancelTimer = (): void => {};

  async function run(): Promise<void> {
    for (;;) {
      if (isClosed) return;
      const due = db
        .prepare("SELECT * FROM s3_notifications WHERE next_at <= ? ORDER BY sequence LIMIT ?")
        .all(clock.now(), mostAtOnce) as unknown as readonly NotificationRow[];
      if (due.length === 0) return;
      for (const row of due) await attempt(row);
    }
  }

  async function attempt(row: NotificationRow): Promise<void> {
    try {
      await deliver(cloud, row);
      db.prepare("DELETE FROM s3_notifications WHERE sequence = ?").run(row.sequence);
    } catch (error) {
      if (isClosed) return;
      const attempts = row.attempts + 1;
      const reason = error instanceof AwsError ? `${error.code}: ${error.message}` : String(error);
      if (attempts < mostAttempts) {
        const next = clock.now() + 1000 * 2 ** attempts;
        db.prepare("UPDATE s3_notifications SET attempts = ?, next_at = ? WHERE sequence = ?").run(
          attempts,
          next,
          row.sequence,
        );
        return;
      }
      cloud.log(`s3 ${row.bucket}: ${row.arn} could not be told of a change (${reason}). It was ${row.body}`);
      db.prepare("DELETE FROM s3_notifications WHERE sequence = ?").run(row.sequence);
    }
  }

  function pump(): void {
    if (isRunning || isClosed) return;
    isRunning = true;
    cancelTimer();
    run()
      .catch((error: unknown) => cloud.log(`s3 notifications: ${String(error)}`))
      .finally(() => {
        isRunning = false;
        if (isClosed) return;
        const next = db.prepare("SELECT MIN(next_at) AS at FROM s3_notifications").get() as { at: number | null };
        if (next.at !== null) cancelTimer = clock.at(Math.max(next.at, clock.now() + 1), pump);
      });
  }

  return {
    pump,
    close() {
      isClosed = true;
      cancelTimer();
    },
  };
}

async function deliver(cloud: Cloud, { bucket, arn, body }: NotificationRow): Promise<void> {
  await requireMayReach(cloud, bucket, arn);
  if (arn.split(":")[2] === "sqs") {
    const input = { QueueUrl: queueUrlOf(cloud, arn), MessageBody: body };
    await cloud.call("sqs", "SendMessage", input, root);
  } else {
    const input = { FunctionName: arn, InvocationType: "Event", Payload: Buffer.from(body) };
    await cloud.call("lambda", "Invoke", input, root);
  }
}
