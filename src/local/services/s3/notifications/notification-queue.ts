import { AwsError } from "../../../aws-error.ts";
import { root } from "../../../root.ts";
import type { Cloud } from "../../../service.ts";
import { createDueWork, type DueWork } from "../../due-work.ts";
import { nextDueIn } from "../../next-due-in.ts";
import { queueUrlOf } from "../../queue-url-of.ts";
import { requireMayReach } from "./reach-destination.ts";

// What functions, queues and topics are to be told stands in a table first, written with the change itself: it survives the process.

interface NotificationRow {
  readonly sequence: number;
  readonly bucket: string;
  readonly arn: string;
  readonly body: string;
  readonly attempts: number;
}

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
export function createNotificationQueue(cloud: Cloud): DueWork {
  const { db, clock } = cloud;
  const work = createDueWork<NotificationRow>(cloud, {
    name: "s3 notifications",
    mostAtOnce: 1,
    takeDue: (now, limit) =>
      db
        .prepare("SELECT * FROM s3_notifications WHERE next_at <= ? ORDER BY sequence LIMIT ?")
        .all(now, limit) as unknown as readonly NotificationRow[],
    nextDueAt: (now) => nextDueIn(cloud, "s3_notifications", now),
    idOf: ({ sequence }) => sequence,
    titleOf: ({ bucket, arn }) => `of ${bucket} to ${arn}`,
    perform: attempt,
  });

  async function attempt(row: NotificationRow): Promise<void> {
    try {
      await deliver(cloud, row);
    } catch (error) {
      // Closing made it fail: it is delivered after the next start.
      if (!work.isClosed()) fail(row, error);
      return;
    }
    forget(row);
  }

  function fail(row: NotificationRow, error: unknown): void {
    const attempts = row.attempts + 1;
    if (attempts < mostAttempts) {
      const next = clock.now() + 1000 * 2 ** attempts;
      db.prepare("UPDATE s3_notifications SET attempts = ?, next_at = ? WHERE sequence = ?").run(
        attempts,
        next,
        row.sequence,
      );
      return;
    }
    const reason = error instanceof AwsError ? `${error.code}: ${error.message}` : String(error);
    cloud.log(`s3 ${row.bucket}: ${row.arn} could not be told of a change (${reason}). It was ${row.body}`);
    forget(row);
  }

  function forget({ sequence }: NotificationRow): void {
    db.prepare("DELETE FROM s3_notifications WHERE sequence = ?").run(sequence);
  }

  return work;
}

async function deliver(cloud: Cloud, { bucket, arn, body }: NotificationRow): Promise<void> {
  await requireMayReach(cloud, bucket, arn);
  const [, , service] = arn.split(":");
  if (service === "sqs") {
    const input = { QueueUrl: queueUrlOf(cloud, arn), MessageBody: body };
    await cloud.call("sqs", "SendMessage", input, root);
  } else if (service === "sns") {
    const input = { TopicArn: arn, Subject: "Amazon S3 Notification", Message: body };
    await cloud.call("sns", "Publish", input, root);
  } else {
    const input = { FunctionName: arn, InvocationType: "Event", Payload: Buffer.from(body) };
    await cloud.call("lambda", "Invoke", input, root);
  }
}
