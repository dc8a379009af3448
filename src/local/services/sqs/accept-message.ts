import type { CallContext } from "../../service.ts";
import type { MessageInput } from "./check-message.ts";
import { deduplicationIdOf, sendOnce, sequenceNumber, type SentMessage } from "./fifo-deduplication.ts";
import { digestOf, digestOfAttributes } from "./message-digest.ts";
import { insertMessage } from "./message-store.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { isFifo, numberOf } from "./queue-attributes.ts";
import type { Queue } from "./queue-store.ts";

export interface AcceptedMessage {
  readonly MessageId: string;
  readonly MD5OfMessageBody: string;
  readonly MD5OfMessageAttributes?: string;
  readonly SequenceNumber?: string;
}

/** Keeps a checked message and says what the SDKs verify. */
export function acceptMessage({ cloud, principal }: CallContext, queue: Queue, message: MessageInput): AcceptedMessage {
  const body = message.MessageBody ?? "";
  const attributes = message.MessageAttributes ?? {};
  const insert = (): SentMessage =>
    insertMessage(cloud, queue, {
      id: cloud.newId(),
      body,
      attributes,
      senderId: principal.kind === "root" ? cloud.accountId : principal.sessionName,
      // A FIFO queue delays all messages or none: 0 is all that it takes here.
      delaySeconds: (isFifo(queue) ? undefined : message.DelaySeconds) ?? numberOf(queue, "DelaySeconds"),
      groupId: message.MessageGroupId,
      deduplicationId: isFifo(queue) ? deduplicationIdOf(message) : undefined,
    });
  const { id, sequence } = isFifo(queue)
    ? inTransaction(cloud.db, () => sendOnce(cloud, queue, message, insert))
    : insert();
  const digest = digestOfAttributes(attributes);
  return {
    MessageId: id,
    MD5OfMessageBody: digestOf(body),
    ...(digest === undefined ? {} : { MD5OfMessageAttributes: digest }),
    ...(isFifo(queue) && { SequenceNumber: sequenceNumber(sequence) }),
  };
}
