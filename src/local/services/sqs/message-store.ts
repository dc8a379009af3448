import type { MessageAttributeValue } from "@aws-sdk/client-sqs";
import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import type { SentMessage } from "./fifo-deduplication.ts";
import { isFifo, numberOf, redrivePolicyOf } from "./queue-attributes.ts";
import { findQueue, queueArn } from "./queue-store.ts";
import type { Queue } from "./queue-store.ts";
import { takeFifoMessages } from "./take-fifo-messages.ts";

export type MessageAttributes = Readonly<Record<string, MessageAttributeValue>>;

export interface StoredMessage {
  readonly id: string;
  readonly body: string;
  /** JSON; binary values in base64. */
  readonly attributes: string;
  readonly sender_id: string;
  readonly dead_letter_source: string | null;
  readonly sent_at: number;
  readonly visible_at: number;
  readonly receive_count: number;
  readonly first_received_at: number | null;
  readonly sequence: number;
  readonly group_id: string | null;
  readonly deduplication_id: string | null;
}

export interface NewMessage {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly senderId: string;
  readonly delaySeconds: number;
  readonly groupId: string | undefined;
  readonly deduplicationId: string | undefined;
}

export function insertMessage(cloud: Cloud, queue: Queue, message: NewMessage): SentMessage {
  const now = cloud.clock.now();
  const { lastInsertRowid } = cloud.db
    .prepare(
      `INSERT INTO sqs_messages (id, queue, body, attributes, sender_id, sent_at, visible_at, receive_count, group_id, deduplication_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?)`,
    )
    .run(
      message.id,
      queue.name,
      message.body,
      encodeAttributes(message.attributes),
      message.senderId,
      now,
      now + message.delaySeconds * 1000,
      message.groupId ?? null,
      message.deduplicationId ?? null,
    );
  return { id: message.id, sequence: Number(lastInsertRowid) };
}

export interface TakeOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly most: number;
  readonly visibilitySeconds: number;
  /** Of a FIFO queue's receiver that may ask again for what it did not get. */
  readonly attemptId?: string | undefined;
}

export interface TakenMessages {
  readonly messages: readonly StoredMessage[];
  /** The dead-letter queue that got some. */
  readonly grown: string | undefined;
}

/** Takes visible messages and hides them; those received too often move to the dead-letter queue instead. */
export function takeMessages(cloud: Cloud, queue: Queue, options: TakeOptions): TakenMessages {
  return inTransaction(cloud.db, () => {
    const { now } = options;
    dropExpired(cloud, queue, now);
    const grown = moveDeadLetters(cloud, queue, now);
    if (isFifo(queue)) return { messages: takeFifoMessages(cloud, queue, options), grown };
    const messages = cloud.db
      .prepare(
        `UPDATE sqs_messages SET receive_count = receive_count + 1, visible_at = ?1,
           first_received_at = COALESCE(first_received_at, ?2)
         WHERE sequence IN (SELECT sequence FROM sqs_messages WHERE queue = ?3 AND visible_at <= ?2 ORDER BY sequence LIMIT ?4)
         RETURNING *`,
      )
      .all(
        now + options.visibilitySeconds * 1000,
        now,
        queue.name,
        options.most,
      ) as unknown as readonly StoredMessage[];
    return { messages, grown };
  });
}

/** When the next message shows that is hidden or delayed at `now`, or undefined. */
export function nextVisibleAt(cloud: Cloud, queue: Queue, now: number): number | undefined {
  const row = cloud.db
    .prepare("SELECT MIN(visible_at) AS at FROM sqs_messages WHERE queue = ? AND visible_at > ?")
    .get(queue.name, now) as { at: number | null };
  return row.at ?? undefined;
}

/** Deletes a message; deleting it twice is no error. */
export function deleteStoredMessage(cloud: Cloud, queue: Queue, receiptHandle: string | undefined): void {
  const id = readReceiptHandle(cloud, queue, receiptHandle);
  cloud.db.prepare("DELETE FROM sqs_messages WHERE queue = ? AND id = ?").run(queue.name, id);
}

export function changeVisibility(
  cloud: Cloud,
  queue: Queue,
  receiptHandle: string | undefined,
  visibilitySeconds: number,
): void {
  if (!Number.isInteger(visibilitySeconds) || visibilitySeconds < 0 || visibilitySeconds > 43_200) {
    throw new AwsError(
      "InvalidParameterValue",
      `Value ${visibilitySeconds} for parameter VisibilityTimeout is invalid. Reason: VisibilityTimeout must be an integer between 0 and 43200.`,
    );
  }
  const now = cloud.clock.now();
  const id = readReceiptHandle(cloud, queue, receiptHandle);
  const { changes } = cloud.db
    .prepare(
      "UPDATE sqs_messages SET visible_at = ? WHERE queue = ? AND id = ? AND visible_at > ? AND receive_count > 0",
    )
    .run(now + visibilitySeconds * 1000, queue.name, id, now);
  if (changes === 0) {
    throw new AwsError(
      "MessageNotInflight",
      `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
    );
  }
}

export function receiptHandle(queue: Queue, message: StoredMessage): string {
  return Buffer.from(`${queue.name} ${message.id} ${message.receive_count}`).toString("base64");
}

function readReceiptHandle(cloud: Cloud, queue: Queue, handle: string | undefined): string {
  const [name, id, count] = Buffer.from(handle ?? "", "base64")
    .toString("utf8")
    .split(" ");
  if (name !== queue.name || id === undefined) {
    throw new AwsError("ReceiptHandleIsInvalid", `The input receipt handle "${handle}" is not a valid receipt handle.`);
  }
  // A message of a FIFO queue that shows again may be with somebody else, who keeps its group back: the old handle is of no use.
  if (isFifo(queue) && isExpired(cloud, id, Number(count))) {
    throw new AwsError(
      "InvalidParameterValue",
      `Value ${handle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
    );
  }
  return id;
}

function isExpired(cloud: Cloud, id: string, receiveCount: number): boolean {
  const row = cloud.db.prepare("SELECT visible_at, receive_count FROM sqs_messages WHERE id = ?").get(id) as
    | Pick<StoredMessage, "visible_at" | "receive_count">
    | undefined;
  return row !== undefined && (row.receive_count !== receiveCount || row.visible_at <= cloud.clock.now());
}

/** Reads attributes back, binary values as bytes. */
export function decodeAttributes(text: string): MessageAttributes {
  const stored = JSON.parse(text) as Readonly<Record<string, MessageAttributeValue & { readonly base64?: string }>>;
  return Object.fromEntries(
    Object.entries(stored).map(([name, { base64, ...attribute }]) => [
      name,
      base64 === undefined ? attribute : { ...attribute, BinaryValue: Buffer.from(base64, "base64") },
    ]),
  );
}

function encodeAttributes(attributes: MessageAttributes): string {
  const entries = Object.entries(attributes).map(([name, { BinaryValue, ...attribute }]) => [
    name,
    BinaryValue === undefined ? attribute : { ...attribute, base64: Buffer.from(BinaryValue).toString("base64") },
  ]);
  return JSON.stringify(Object.fromEntries(entries));
}

function dropExpired(cloud: Cloud, queue: Queue, now: number): void {
  const oldest = now - numberOf(queue, "MessageRetentionPeriod") * 1000;
  cloud.db.prepare("DELETE FROM sqs_messages WHERE queue = ? AND sent_at < ?").run(queue.name, oldest);
}

function moveDeadLetters(cloud: Cloud, queue: Queue, now: number): string | undefined {
  const policy = redrivePolicyOf(queue);
  if (policy === undefined || findQueue(cloud, policy.target) === undefined) return undefined;
  const { changes } = cloud.db
    .prepare(
      // A FIFO queue keeps a dead letter from when it came, any other one from when it was sent.
      `UPDATE sqs_messages SET queue = ?1, dead_letter_source = ?2, visible_at = ?3, receive_count = 0, first_received_at = NULL,
         sent_at = ${isFifo(queue) ? "?3" : "sent_at"}
       WHERE queue = ?4 AND visible_at <= ?3 AND receive_count >= ?5`,
    )
    .run(policy.target, queueArn(cloud, queue.name), now, queue.name, policy.maxReceiveCount);
  return changes > 0 ? policy.target : undefined;
}
