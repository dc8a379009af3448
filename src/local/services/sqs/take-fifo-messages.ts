import type { Cloud } from "../../service.ts";
import type { StoredMessage, TakeOptions } from "./message-store.ts";
import type { Queue } from "./queue-store.ts";
import { keepAttempt, repeatAttempt } from "./receive-attempts.ts";

/**
 * Takes messages of a FIFO queue, as many as possible of the group that has waited longest, then of the next one.
 *
 * A group gives nothing while one of its messages is with a receiver, and nothing behind a message that is delayed.
 */
export function takeFifoMessages(cloud: Cloud, queue: Queue, options: TakeOptions): readonly StoredMessage[] {
  const repeated = repeatAttempt(cloud, queue, options);
  if (repeated !== undefined) return repeated;
  const { now } = options;
  const sequences: number[] = [];
  const seen = new Set<string>();
  while (sequences.length < options.most) {
    const group = nextGroup(cloud, queue, now, [...seen]);
    if (group === undefined) break;
    seen.add(group);
    sequences.push(...headOf(cloud, queue, { group, now, most: options.most - sequences.length }));
  }
  const visibleAt = now + options.visibilitySeconds * 1000;
  const messages = sequences.map((sequence) => hide(cloud, { sequence, now, visibleAt }));
  keepAttempt(cloud, queue, { attemptId: options.attemptId, visibleAt, messages });
  return messages;
}

/** The group whose oldest message can be had, but for those seen already. */
function nextGroup(cloud: Cloud, queue: Queue, now: number, seen: readonly string[]): string | undefined {
  const row = cloud.db
    .prepare(
      `SELECT group_id AS id FROM sqs_messages AS head
       WHERE queue = ?1 AND group_id IS NOT NULL AND +visible_at <= ?2 AND group_id NOT IN (SELECT value FROM json_each(?3))
         AND NOT EXISTS (
           SELECT 1 FROM sqs_messages AS other WHERE other.queue = ?1 AND other.group_id = head.group_id
             AND other.visible_at > ?2 AND (other.receive_count > 0 OR other.sequence < head.sequence))
       ORDER BY sequence LIMIT 1`,
    )
    .get(queue.name, now, JSON.stringify(seen)) as { readonly id: string } | undefined;
  return row?.id;
}

interface HeadOptions {
  readonly group: string;
  readonly now: number;
  readonly most: number;
}

function headOf(cloud: Cloud, queue: Queue, { group, now, most }: HeadOptions): readonly number[] {
  const rows = cloud.db
    .prepare("SELECT sequence, visible_at FROM sqs_messages WHERE queue = ? AND group_id = ? ORDER BY sequence LIMIT ?")
    .all(queue.name, group, most) as unknown as readonly Pick<StoredMessage, "sequence" | "visible_at">[];
  const firstHidden = rows.findIndex(({ visible_at }) => visible_at > now);
  return (firstHidden === -1 ? rows : rows.slice(0, firstHidden)).map(({ sequence }) => sequence);
}

interface HideOptions {
  readonly sequence: number;
  readonly now: number;
  readonly visibleAt: number;
}

function hide(cloud: Cloud, { sequence, now, visibleAt }: HideOptions): StoredMessage {
  return cloud.db
    .prepare(
      `UPDATE sqs_messages SET receive_count = receive_count + 1, visible_at = ?,
         first_received_at = COALESCE(first_received_at, ?)
       WHERE sequence = ? RETURNING *`,
    )
    .get(visibleAt, now, sequence) as unknown as StoredMessage;
}
