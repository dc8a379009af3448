import type { Cloud } from "../../service.ts";
import type { StoredMessage, TakeOptions } from "./message-store.ts";
import type { Queue } from "./queue-store.ts";

// How long a receiver may ask again, as AWS has it.
const intervalMs = 5 * 60_000;

/**
 * Gives the messages of an earlier receive with the same ReceiveRequestAttemptId once more, hidden anew: for a receiver whose
 * answer was lost. Undefined if there was none, or if one of its messages was deleted, changed or shows again.
 */
export function repeatAttempt(
  cloud: Cloud,
  queue: Queue,
  { attemptId, visibilitySeconds }: TakeOptions,
): readonly StoredMessage[] | undefined {
  if (attemptId === undefined) return undefined;
  const now = cloud.clock.now();
  cloud.db.prepare("DELETE FROM sqs_receive_attempts WHERE received_at <= ?").run(now - intervalMs);
  const attempt = cloud.db
    .prepare("SELECT visible_at, message_ids FROM sqs_receive_attempts WHERE queue = ? AND attempt_id = ?")
    .get(queue.name, attemptId) as { readonly visible_at: number; readonly message_ids: string } | undefined;
  if (attempt === undefined || attempt.visible_at <= now) return undefined;
  const messages = cloud.db
    .prepare(
      `SELECT sqs_messages.* FROM json_each(?1) AS ids JOIN sqs_messages ON sqs_messages.id = ids.value
       WHERE queue = ?2 AND visible_at = ?3 ORDER BY ids.key`,
    )
    .all(attempt.message_ids, queue.name, attempt.visible_at) as unknown as readonly StoredMessage[];
  if (messages.length !== (JSON.parse(attempt.message_ids) as readonly string[]).length) return undefined;
  const visibleAt = now + visibilitySeconds * 1000;
  cloud.db
    .prepare("UPDATE sqs_messages SET visible_at = ? WHERE id IN (SELECT value FROM json_each(?))")
    .run(visibleAt, attempt.message_ids);
  keepAttempt(cloud, queue, { attemptId, visibleAt, messages });
  return messages;
}

export interface ReceiveAttempt {
  readonly attemptId: string | undefined;
  readonly visibleAt: number;
  readonly messages: readonly StoredMessage[];
}

/** Remembers what a receiver got that may ask again. */
export function keepAttempt(cloud: Cloud, queue: Queue, { attemptId, visibleAt, messages }: ReceiveAttempt): void {
  if (attemptId === undefined || messages.length === 0) return;
  const ids = JSON.stringify(messages.map(({ id }) => id));
  cloud.db
    .prepare("INSERT OR REPLACE INTO sqs_receive_attempts VALUES (?, ?, ?, ?, ?)")
    .run(queue.name, attemptId, cloud.clock.now(), visibleAt, ids);
}
