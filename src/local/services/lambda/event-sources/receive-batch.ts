import type { Message, ReceiveMessageResult } from "@aws-sdk/client-sqs";
import type { Cloud, Principal } from "../../../service.ts";
import { queueUrlOf } from "../../queue-url-of.ts";
import type { EventSourceMapping } from "./mapping-store.ts";

const longestPollSeconds = 20;
// Lambda's limit of a synchronous payload, with room for what surrounds the bodies.
const longestBatchBytes = 6_000_000;

/** Waits for messages, up to a batch: one look without a window, else until the batch or the window is full. */
export async function receiveBatch(
  cloud: Cloud,
  mapping: EventSourceMapping,
  principal: Principal,
): Promise<readonly Message[]> {
  const batch: Message[] = [];
  let until: number | undefined;
  let bytes = 0;
  for (;;) {
    const remainingMs = until === undefined ? longestPollSeconds * 1000 : until - cloud.clock.now();
    if (remainingMs < 0) return batch;
    const { Messages = [] } = await cloud.call<ReceiveMessageResult>(
      "sqs",
      "ReceiveMessage",
      {
        QueueUrl: queueUrlOf(cloud, mapping.sourceArn),
        MaxNumberOfMessages: Math.min(10, mapping.batchSize - batch.length),
        WaitTimeSeconds: Math.min(longestPollSeconds, Math.ceil(remainingMs / 1000)),
        MessageSystemAttributeNames: ["All"],
        MessageAttributeNames: ["All"],
      },
      principal,
    );
    batch.push(...Messages);
    bytes += Messages.reduce((sum, { Body = "" }) => sum + Body.length, 0);
    until ??= cloud.clock.now() + mapping.windowSeconds * 1000;
    const isFull = batch.length >= mapping.batchSize || bytes >= longestBatchBytes;
    if (batch.length === 0 || isFull || mapping.windowSeconds === 0) return batch;
  }
}
