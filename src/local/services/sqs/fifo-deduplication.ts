import { createHash } from "node:crypto";
import type { Cloud } from "../../service.ts";
import type { MessageInput } from "./check-message.ts";
import { allAttributes } from "./queue-attributes.ts";
import type { Queue } from "./queue-store.ts";

// How long AWS remembers what was sent, though it was received and deleted meanwhile.
const intervalMs = 5 * 60_000;

/** A message of a FIFO queue that counts as sent; a repeated one is told the first one's. */
export interface SentMessage {
  readonly id: string;
  readonly sequence: number;
}

/** The id by which a FIFO queue knows a message again: the one given, or else a digest of its body. */
export function deduplicationIdOf(message: MessageInput): string {
  return (
    message.MessageDeduplicationId ??
    createHash("sha256")
      .update(message.MessageBody ?? "")
      .digest("hex")
  );
}

/** What was sent under the same id within five minutes, or else what `insert` makes of it. To be called in a transaction. */
export function sendOnce(cloud: Cloud, queue: Queue, message: MessageInput, insert: () => SentMessage): SentMessage {
  const now = cloud.clock.now();
  cloud.db.prepare("DELETE FROM sqs_deduplications WHERE sent_at <= ?").run(now - intervalMs);
  const isPerGroup = allAttributes(queue)["DeduplicationScope"] === "messageGroup";
  const key = [queue.name, isPerGroup ? (message.MessageGroupId ?? "") : "", deduplicationIdOf(message)];
  const earlier = cloud.db
    .prepare(
      "SELECT message_id AS id, sequence FROM sqs_deduplications WHERE queue = ? AND scope = ? AND deduplication_id = ?",
    )
    .get(...key) as unknown as SentMessage | undefined;
  if (earlier !== undefined) return earlier;
  const sent = insert();
  cloud.db.prepare("INSERT INTO sqs_deduplications VALUES (?, ?, ?, ?, ?, ?)").run(...key, sent.id, sent.sequence, now);
  return sent;
}

/** A sequence number as SQS writes it: 20 digits, growing in steps of 256. */
export function sequenceNumber(sequence: number): string {
  return String(18_849_496_460_467_696_128n + BigInt(sequence) * 256n);
}
