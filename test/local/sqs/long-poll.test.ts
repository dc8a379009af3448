import { expect, it } from "vitest";
import type { Clock } from "../../../src/local/clock.ts";
import { createSqsService } from "../../../src/local/services/sqs/index.ts";
import { createTestCloud } from "../../support/test-cloud.ts";

/** Time passes whenever somebody looks, and timers fire a little early, as Node's do. */
function restlessClock(): Clock {
  let time = Date.parse("2026-01-01T00:00:00Z");
  return {
    now: () => (time += 1),
    at(dueAt, callback) {
      const timer = setImmediate(() => {
        time = Math.max(time, dueAt - 2);
        callback();
      });
      return () => clearImmediate(timer);
    },
  };
}

it.each(["standard", "standard.fifo"])(
  "a long poll of a queue '%s' gets a message that shows between its taking and its looking ahead",
  async (QueueName) => {
    const clock = restlessClock();
    const running = await createTestCloud({ clock, services: [createSqsService] });
    const call = <Output>(operation: string, input: object): Promise<Output> =>
      running.cloud.call<Output>("sqs", operation, input, { kind: "root" });
    const isFifo = QueueName.endsWith(".fifo");
    const { QueueUrl } = await call<{ QueueUrl: string }>("CreateQueue", {
      QueueName,
      Attributes: isFifo ? { FifoQueue: "true", ContentBasedDeduplication: "true" } : {},
    });
    await call("SendMessage", { QueueUrl, MessageBody: "again", ...(isFifo && { MessageGroupId: "g" }) });
    const begin = clock.now();
    await call("ReceiveMessage", { QueueUrl, VisibilityTimeout: 1 });
    const received = await call("ReceiveMessage", { QueueUrl, WaitTimeSeconds: 20 });
    expect(received).toMatchObject({ Messages: [{ Body: "again" }] });
    expect(clock.now() - begin).toBeLessThan(2000);
    await running.close();
  },
);
