import type { Cloud } from "../../service.ts";
import { isFifo } from "./queue-attributes.ts";
import { findQueue, type Queue } from "./queue-store.ts";

export interface MovedMessages {
  readonly found: number;
  readonly count: number;
  /** Why the rest stayed, in SQS's words. */
  readonly failure: string | undefined;
  /** Names of the queues that got some. */
  readonly grown: ReadonlySet<string>;
}

interface Row {
  readonly sequence: number;
  readonly dead_letter_source: string | null;
}

/**
 * Moves the visible messages of a dead-letter queue to one queue, or each to where it came from. To be called in a transaction.
 *
 * A moved message is a new one, with an id and a time of its own, as on AWS. The first that has nowhere to go ends it.
 */
export function moveMessages(cloud: Cloud, source: Queue, destination: Queue | undefined): MovedMessages {
  const now = cloud.clock.now();
  const rows = cloud.db
    .prepare(
      "SELECT sequence, dead_letter_source FROM sqs_messages WHERE queue = ? AND visible_at <= ? ORDER BY sequence",
    )
    .all(source.name, now) as unknown as readonly Row[];
  const grown = new Set<string>();
  let count = 0;
  for (const { sequence, dead_letter_source: origin } of rows) {
    if (destination === undefined && origin === null) {
      return { found: rows.length, count, failure: "CouldNotDetermineMessageSource", grown };
    }
    const target = destination ?? findQueue(cloud, origin?.split(":").at(-1) ?? "");
    if (target === undefined || isFifo(target) !== isFifo(source)) {
      const failure = target === undefined ? "AWS.SimpleQueueService.NonExistentQueue" : "InvalidParameterValue";
      return { found: rows.length, count, failure, grown };
    }
    resend(cloud, sequence, target.name, now);
    grown.add(target.name);
    count++;
  }
  return { found: rows.length, count, failure: undefined, grown };
}

function resend(cloud: Cloud, sequence: number, target: string, now: number): void {
  cloud.db
    .prepare(
      `INSERT INTO sqs_messages
         (id, queue, body, attributes, sender_id, sent_at, visible_at, receive_count, group_id, deduplication_id)
       SELECT ?, ?, body, attributes, sender_id, ?, ?, 0, group_id, deduplication_id FROM sqs_messages WHERE sequence = ?`,
    )
    .run(cloud.newId(), target, now, now, sequence);
  cloud.db.prepare("DELETE FROM sqs_messages WHERE sequence = ?").run(sequence);
}
