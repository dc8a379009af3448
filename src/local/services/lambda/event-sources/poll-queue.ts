import type { Message } from "@aws-sdk/client-sqs";
import { root } from "../../../root.ts";
import type { Principal } from "../../../service.ts";
import { queueUrlOf } from "../../queue-url-of.ts";
import { receiveBatch } from "./receive-batch.ts";
import { runBatch } from "./run-batch.ts";
import type { SourcePoll } from "./source-poll.ts";

// As many batches as Lambda begins with; more wait in the queue.
const batchesAtOnce = 5;
const backOffMs = 5000;

/** Gives a function the messages of a queue batch by batch, several at a time, until the mapping is no longer active. */
export async function pollQueue(poll: SourcePoll): Promise<void> {
  const { cloud, mapping, isActive } = poll;
  const most = Math.min(mapping.maximumConcurrency ?? batchesAtOnce, batchesAtOnce);
  const running = new Set<Promise<void>>();
  while (isActive()) {
    if (running.size >= most) {
      await Promise.race(running);
      continue;
    }
    try {
      const { principal } = poll.nextRun();
      const batch = startBatch(poll, principal, await receiveBatch(cloud, mapping, principal));
      running.add(batch);
      void batch.finally(() => running.delete(batch));
    } catch (error) {
      if (!isActive()) return;
      poll.onProblem(error);
      await new Promise<void>((resolve) => cloud.clock.at(cloud.clock.now() + backOffMs, resolve));
    }
  }
}

async function startBatch(poll: SourcePoll, principal: Principal, messages: readonly Message[]): Promise<void> {
  if (messages.length === 0) return;
  try {
    if (!poll.isActive()) return await giveBack(poll, messages);
    await runBatch({ ...poll.nextRun(), principal }, messages);
    poll.onSuccess();
  } catch (error) {
    // What it had not deleted shows again.
    if (poll.isActive()) poll.onProblem(error);
  }
}

/** The mapping changed while its poll waited: the messages are for whoever polls now. */
async function giveBack({ cloud, mapping }: SourcePoll, messages: readonly Message[]): Promise<void> {
  const QueueUrl = queueUrlOf(cloud, mapping.sourceArn);
  for (const { ReceiptHandle } of messages) {
    const input = { QueueUrl, ReceiptHandle, VisibilityTimeout: 0 };
    await cloud.call("sqs", "ChangeMessageVisibility", input, root);
  }
}
