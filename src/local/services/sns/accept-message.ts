import { createHash } from "node:crypto";
import type { Cloud } from "../../service.ts";
import { readMessages } from "./check-message.ts";
import { keepDelivery } from "./delivery-store.ts";
import type { StoredAttribute, StoredMessage } from "./delivery-store.ts";
import { passesFilter } from "./filter-policy.ts";
import type { MessageAttribute, MessageInput } from "./sns-types.ts";
import { filterScope } from "./subscription-attributes.ts";
import { isPending, listAllSubscriptions } from "./subscription-store.ts";
import type { Subscription } from "./subscription-store.ts";
import { isFifo } from "./topic-store.ts";
import type { Topic } from "./topic-store.ts";

// How long AWS remembers what was published to a FIFO topic.
const intervalMs = 5 * 60_000;

export interface AcceptedMessage {
  readonly MessageId: string;
  readonly SequenceNumber?: string;
}

/** Keeps a checked message for each subscription that it passes the filter of. To be called in a transaction. */
export function acceptMessage(cloud: Cloud, topic: Topic, message: MessageInput): AcceptedMessage {
  if (!isFifo(topic)) {
    const MessageId = cloud.newId();
    keepDeliveries(cloud, topic, message, { messageId: MessageId });
    return { MessageId };
  }
  const { messageId, sequence, isRepeated } = publishOnce(cloud, topic, message);
  const SequenceNumber = String(sequence).padStart(20, "1".padEnd(20, "0"));
  if (!isRepeated) keepDeliveries(cloud, topic, message, { messageId, sequenceNumber: SequenceNumber });
  return { MessageId: messageId, SequenceNumber };
}

interface PublishedMessage {
  readonly messageId: string;
  readonly sequence: number;
  readonly isRepeated: boolean;
}

/** A message that was published within five minutes is told the first one's id, and goes to nobody. */
function publishOnce(cloud: Cloud, topic: Topic, message: MessageInput): PublishedMessage {
  const now = cloud.clock.now();
  cloud.db.prepare("DELETE FROM sns_fifo_messages WHERE sent_at <= ?").run(now - intervalMs);
  const id = message.MessageDeduplicationId ?? digestOf(message.Message);
  const isPerGroup = topic.attributes["FifoThroughputScope"] === "MessageGroup";
  const deduplication = isPerGroup ? `${message.MessageGroupId ?? ""}\n${id}` : id;
  const known = cloud.db
    .prepare("SELECT message_id AS messageId, sequence FROM sns_fifo_messages WHERE topic = ? AND deduplication = ?")
    .get(topic.name, deduplication) as unknown as Omit<PublishedMessage, "isRepeated"> | undefined;
  if (known !== undefined) return { ...known, isRepeated: true };
  const messageId = cloud.newId();
  const { lastInsertRowid } = cloud.db
    .prepare("INSERT INTO sns_fifo_messages (topic, deduplication, message_id, sent_at) VALUES (?, ?, ?, ?)")
    .run(topic.name, deduplication, messageId, now);
  return { messageId, sequence: Number(lastInsertRowid), isRepeated: false };
}

const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

function keepDeliveries(
  cloud: Cloud,
  topic: Topic,
  message: MessageInput,
  identity: { readonly messageId: string; readonly sequenceNumber?: string },
): void {
  const { MessageAttributes: attributes = {}, MessageGroupId, MessageDeduplicationId, Subject } = message;
  const common = {
    ...identity,
    timestamp: new Date(cloud.clock.now()).toISOString(),
    ...(Subject !== undefined && { subject: Subject }),
    attributes: Object.fromEntries(Object.entries(attributes).map(([name, one]) => [name, toStored(one)])),
    ...(MessageGroupId !== undefined && { groupId: MessageGroupId }),
    ...(isFifo(topic) && { deduplicationId: MessageDeduplicationId ?? digestOf(message.Message) }),
  };
  for (const subscription of listAllSubscriptions(cloud, topic.name)) {
    // What is not confirmed gets nothing, here as on AWS.
    if (isPending(subscription)) continue;
    const body = bodyFor(subscription, message);
    const policy = subscription.attributes["FilterPolicy"];
    if (policy !== undefined && !passesFilter(policy, filterScope(subscription.attributes), { body, attributes })) {
      continue;
    }
    const stored: StoredMessage = { ...common, body };
    keepDelivery(cloud, subscription, stored, isFifo(topic) ? MessageGroupId : undefined);
  }
}

/** A structured message has one for a protocol, or the default one. */
function bodyFor({ protocol }: Subscription, { Message, MessageStructure }: MessageInput): string {
  if (MessageStructure !== "json") return Message;
  const messages = readMessages(Message) ?? {};
  return messages[protocol] ?? messages["default"] ?? "";
}

function toStored({ DataType, StringValue, BinaryValue }: MessageAttribute): StoredAttribute {
  return BinaryValue === undefined
    ? { type: DataType, text: StringValue ?? "" }
    : { type: DataType, base64: Buffer.from(BinaryValue).toString("base64") };
}
