import type { Message, ReceiveMessageRequest, ReceiveMessageResult } from "@aws-sdk/client-sqs";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { checkId, unfit } from "./check-message.ts";
import { sequenceNumber } from "./fifo-deduplication.ts";
import { digestOf, digestOfAttributes } from "./message-digest.ts";
import { decodeAttributes, nextVisibleAt, receiptHandle, takeMessages } from "./message-store.ts";
import type { StoredMessage } from "./message-store.ts";
import { isFifo, numberOf } from "./queue-attributes.ts";
import { findQueue, getQueue, queueAuthorization } from "./queue-store.ts";
import type { Queue } from "./queue-store.ts";
import type { Waiters } from "../../waiters.ts";

export const receiveMessage = (waiters: Waiters): Operation<ReceiveMessageRequest, ReceiveMessageResult> => ({
  members: [
    "QueueUrl",
    "AttributeNames",
    "MessageSystemAttributeNames",
    "MessageAttributeNames",
    "MaxNumberOfMessages",
    "VisibilityTimeout",
    "WaitTimeSeconds",
    "ReceiveRequestAttemptId",
  ],
  authorize: queueAuthorization("ReceiveMessage"),
  async handle(input, { cloud }) {
    const queue = getQueue(cloud, input.QueueUrl);
    const most = inRange("MaxNumberOfMessages", input.MaxNumberOfMessages ?? 1, 1, 10);
    const visibilitySeconds = inRange(
      "VisibilityTimeout",
      input.VisibilityTimeout ?? numberOf(queue, "VisibilityTimeout"),
      0,
      43_200,
    );
    const waitSeconds = inRange(
      "WaitTimeSeconds",
      input.WaitTimeSeconds ?? numberOf(queue, "ReceiveMessageWaitTimeSeconds"),
      0,
      20,
    );
    const attemptId = input.ReceiveRequestAttemptId;
    checkId("ReceiveRequestAttemptId", attemptId);
    if (attemptId !== undefined && !isFifo(queue)) throw unfit("ReceiveRequestAttemptId", attemptId);
    const deadline = cloud.clock.now() + waitSeconds * 1000;
    for (;;) {
      // One moment for both: what shows between taking and looking ahead would be seen by neither.
      const now = cloud.clock.now();
      const { messages: taken, grown } = takeMessages(cloud, queue, { now, most, visibilitySeconds, attemptId });
      if (grown !== undefined) waiters.wake(grown);
      if (taken.length > 0) return { Messages: taken.map((message) => toMessage(queue, message, input)) };
      if (now >= deadline) return {};
      await waiters.wait(queue.name, Math.min(deadline, nextVisibleAt(cloud, queue, now) ?? deadline));
      // It may have been deleted meanwhile, or the cloud be closing.
      if (waiters.isClosed() || findQueue(cloud, queue.name) === undefined) return {};
    }
  },
});

function inRange(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new AwsError(
    "InvalidParameterValue",
    `Value ${value} for parameter ${name} is invalid. Reason: Must be between ${least} and ${most}, if provided.`,
  );
}

function toMessage(queue: Queue, stored: StoredMessage, input: ReceiveMessageRequest): Message {
  const system = systemAttributes(queue, stored, input);
  const asked = input.MessageAttributeNames ?? [];
  const own = Object.entries(decodeAttributes(stored.attributes)).filter(([name]) => isAsked(asked, name));
  const attributes = Object.fromEntries(own);
  const digest = digestOfAttributes(attributes);
  return {
    MessageId: stored.id,
    ReceiptHandle: receiptHandle(queue, stored),
    MD5OfBody: digestOf(stored.body),
    Body: stored.body,
    ...(Object.keys(system).length === 0 ? {} : { Attributes: system }),
    ...(digest === undefined ? {} : { MD5OfMessageAttributes: digest, MessageAttributes: attributes }),
  };
}

function isAsked(names: readonly string[], name: string): boolean {
  return names.some((asked) =>
    asked === "All" || asked === ".*"
      ? true
      : asked.endsWith(".*")
        ? name.startsWith(asked.slice(0, -2))
        : asked === name,
  );
}

function systemAttributes(queue: Queue, stored: StoredMessage, input: ReceiveMessageRequest): Record<string, string> {
  const names: readonly string[] = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
  const all: Readonly<Record<string, string | undefined>> = {
    SenderId: stored.sender_id,
    SentTimestamp: String(stored.sent_at),
    ApproximateReceiveCount: String(stored.receive_count),
    ApproximateFirstReceiveTimestamp: String(stored.first_received_at),
    DeadLetterQueueSourceArn: stored.dead_letter_source ?? undefined,
    MessageGroupId: stored.group_id ?? undefined,
    MessageDeduplicationId: stored.deduplication_id ?? undefined,
    SequenceNumber: isFifo(queue) ? sequenceNumber(stored.sequence) : undefined,
  };
  const given = Object.entries(all).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && (names.includes("All") || names.includes(entry[0])),
  );
  return Object.fromEntries(given);
}
