import {
  CancelMessageMoveTaskCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import type {
  Message,
  ReceiveMessageCommandInput,
  SendMessageCommandInput,
  SendMessageCommandOutput,
} from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSqsService } from "../../../src/local/services/sqs/index.ts";
import { createStsService } from "../../../src/local/services/sts/index.ts";
import { createManualClock, type ManualClock } from "../../support/manual-clock.ts";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";

let clock: ManualClock;
let cloud: TestCloud;
let sqs: SQSClient;

const services = [createStsService, createSqsService];
const minutes = 60_000;
const arnOf = (name: string): string => `arn:aws:sqs:us-east-1:000000000000:${name}`;

beforeEach(async () => {
  clock = createManualClock();
  cloud = await createTestCloud({ services, clock });
  sqs = new SQSClient(cloud.clientConfig);
});

afterEach(() => cloud.close());

async function createQueue(name = "q.fifo", attributes: Record<string, string> = {}): Promise<string> {
  const Attributes = { ...(name.endsWith(".fifo") && { FifoQueue: "true" }), ...attributes };
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes }));
  return QueueUrl ?? "";
}

/** Sends `group:body`, each with its body as its deduplication id. */
async function send(url: string, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await sendOne(url, text);
}

function sendOne(
  url: string,
  text: string,
  changes: Partial<SendMessageCommandInput> = {},
): Promise<SendMessageCommandOutput> {
  const [MessageGroupId = "", MessageBody = ""] = text.split(":");
  const input = { QueueUrl: url, MessageBody, MessageGroupId, MessageDeduplicationId: MessageBody, ...changes };
  return sqs.send(new SendMessageCommand(input));
}

async function receive(url: string, changes: Partial<ReceiveMessageCommandInput> = {}): Promise<readonly Message[]> {
  const { Messages } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ["All"],
      ...changes,
    }),
  );
  return Messages ?? [];
}

const bodies = (messages: readonly Message[]): unknown[] => messages.map(({ Body }) => Body);
const remove = (url: string, message: Message | undefined) =>
  sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message?.ReceiptHandle }));
const show = (url: string, message: Message | undefined, VisibilityTimeout = 0) =>
  sqs.send(
    new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout }),
  );

describe("a FIFO queue", () => {
  it("has the attributes of its kind, and takes changes of them", async () => {
    const url = await createQueue();
    const attributes = async () =>
      (await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["All"] }))).Attributes;
    expect(await attributes()).toMatchObject({
      FifoQueue: "true",
      ContentBasedDeduplication: "false",
      DeduplicationScope: "queue",
      FifoThroughputLimit: "perQueue",
    });
    const Attributes = { DeduplicationScope: "messageGroup", FifoThroughputLimit: "perMessageGroupId" };
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes }));
    expect(await attributes()).toMatchObject(Attributes);
    expect(await createQueue("q.fifo", Attributes)).toBe(url);
  });

  it("gives messages in order, with group, deduplication id and a sequence number that grows", async () => {
    const url = await createQueue();
    const first = await sendOne(url, "g:1");
    const second = await sendOne(url, "g:2");
    expect(first.SequenceNumber).toMatch(/^\d{20}$/);
    expect(BigInt(second.SequenceNumber ?? 0)).toBeGreaterThan(BigInt(first.SequenceNumber ?? 0));
    const messages = await receive(url);
    expect(bodies(messages)).toEqual(["1", "2"]);
    expect(messages[0]?.Attributes).toMatchObject({
      MessageGroupId: "g",
      MessageDeduplicationId: "1",
      SequenceNumber: first.SequenceNumber,
    });
  });

  it("keeps a group back while one of its messages is with a receiver, and no other group", async () => {
    const url = await createQueue();
    await send(url, "a:a1", "b:b1", "a:a2");
    const [a1] = await receive(url, { MaxNumberOfMessages: 1 });
    expect(a1?.Body).toBe("a1");
    expect(bodies(await receive(url))).toEqual(["b1"]);
    expect(await receive(url)).toEqual([]);
    await remove(url, a1);
    expect(bodies(await receive(url))).toEqual(["a2"]);
  });

  it("fills a batch from one group before it takes the next", async () => {
    const url = await createQueue();
    await send(url, "a:a1", "b:b1", "a:a2", "b:b2", "a:a3");
    expect(bodies(await receive(url, { MaxNumberOfMessages: 4 }))).toEqual(["a1", "a2", "a3", "b1"]);
    expect(await receive(url)).toEqual([]);
  });

  it("gives a group again from its oldest message when the visibility timeout is over", async () => {
    const url = await createQueue("q.fifo", { VisibilityTimeout: "30" });
    await send(url, "a:a1", "a:a2", "a:a3");
    const [first, second] = await receive(url, { MaxNumberOfMessages: 2 });
    await show(url, first);
    // The second is still with its receiver.
    expect(await receive(url)).toEqual([]);
    await show(url, second, 10);
    await clock.advance(10_000);
    expect(bodies(await receive(url))).toEqual(["a1", "a2", "a3"]);
  });

  it("delays all messages as the queue says", async () => {
    const url = await createQueue("q.fifo", { DelaySeconds: "5" });
    await send(url, "a:a1");
    expect(await receive(url)).toEqual([]);
    await clock.advance(5000);
    expect(bodies(await receive(url))).toEqual(["a1"]);
  });

  it("wakes who waits when a message is deleted that others were behind", async () => {
    const url = await createQueue();
    await send(url, "a:a1", "a:a2");
    const [a1] = await receive(url, { MaxNumberOfMessages: 1 });
    const waiting = receive(url, { WaitTimeSeconds: 20 });
    await remove(url, a1);
    expect(bodies(await waiting)).toEqual(["a2"]);
  });

  it("takes a message once within five minutes, though it was deleted, and tells the first one's id", async () => {
    const url = await createQueue();
    const first = await sendOne(url, "a:same");
    const [message] = await receive(url);
    await remove(url, message);
    await clock.advance(5 * minutes - 1);
    const again = await sendOne(url, "b:other", { MessageDeduplicationId: "same" });
    expect(again).toMatchObject({ MessageId: first.MessageId, SequenceNumber: first.SequenceNumber });
    expect(await receive(url)).toEqual([]);
    await clock.advance(1);
    expect((await sendOne(url, "a:same")).MessageId).not.toBe(first.MessageId);
    expect(bodies(await receive(url))).toEqual(["same"]);
  });

  it("knows a message by its body where it is told to, in each group where that is the scope", async () => {
    const byBody = { ContentBasedDeduplication: "true" };
    const plain = { MessageDeduplicationId: undefined };
    const url = await createQueue("body.fifo", byBody);
    await sendOne(url, "a:x", plain);
    await sendOne(url, "b:x", plain);
    const [message, ...others] = await receive(url);
    expect(others).toEqual([]);
    expect(message?.Attributes?.["MessageDeduplicationId"]).toBe(
      "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
    );
    const perGroup = await createQueue("group.fifo", { ...byBody, DeduplicationScope: "messageGroup" });
    for (const text of ["a:x", "b:x", "a:x"]) await sendOne(perGroup, text, plain);
    expect((await receive(perGroup)).map(({ Attributes }) => Attributes?.["MessageGroupId"])).toEqual(["a", "b"]);
  });

  it("takes batches in order, each entry once", async () => {
    const url = await createQueue();
    const entry = (Id: string, MessageBody: string, MessageGroupId?: string) => ({
      Id,
      MessageBody,
      MessageGroupId,
      MessageDeduplicationId: MessageBody,
    });
    const { Successful = [], Failed } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: [entry("1", "x", "g"), entry("2", "x", "g"), entry("3", "y"), entry("4", "z", "g")],
      }),
    );
    expect(Successful.map(({ Id }) => Id)).toEqual(["1", "2", "4"]);
    expect(Successful[0]?.MessageId).toBe(Successful[1]?.MessageId);
    expect(Failed).toMatchObject([{ Id: "3", Code: "MissingParameter" }]);
    expect(bodies(await receive(url))).toEqual(["x", "z"]);
  });

  it("gives the same messages to a receiver that asks again, hidden anew, unless one was touched", async () => {
    const url = await createQueue("q.fifo", { VisibilityTimeout: "30" });
    await send(url, "a:a1", "a:a2");
    const attempt = { ReceiveRequestAttemptId: "attempt-1" };
    const first = await receive(url, attempt);
    await clock.advance(20_000);
    const again = await receive(url, attempt);
    expect(again.map(({ ReceiptHandle }) => ReceiptHandle)).toEqual(first.map(({ ReceiptHandle }) => ReceiptHandle));
    await clock.advance(20_000);
    expect(await receive(url)).toEqual([]);
    await remove(url, again[0]);
    expect(await receive(url, attempt)).toEqual([]);
  });

  it("moves what is received too often to a FIFO queue, and frees the group", async () => {
    const dead = await createQueue("dead.fifo");
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf("dead.fifo"), maxReceiveCount: 1 });
    const url = await createQueue("q.fifo", { RedrivePolicy, VisibilityTimeout: "30" });
    await send(url, "a:poison", "a:good");
    expect(bodies(await receive(url, { MaxNumberOfMessages: 1 }))).toEqual(["poison"]);
    await clock.advance(30_000);
    expect(bodies(await receive(url))).toEqual(["good"]);
    const [message] = await receive(dead);
    expect(message).toMatchObject({
      Body: "poison",
      Attributes: {
        MessageGroupId: "a",
        DeadLetterQueueSourceArn: arnOf("q.fifo"),
        SentTimestamp: String(clock.now()),
      },
    });
  });

  it("keeps order, deduplication and what is with receivers over a restart", async () => {
    const url = await createQueue();
    await send(url, "a:a1", "a:a2");
    await receive(url, { MaxNumberOfMessages: 1 });
    cloud = await cloud.restart();
    sqs = new SQSClient(cloud.clientConfig);
    const moved = `${cloud.endpoint}/000000000000/q.fifo`;
    await send(moved, "a:a2", "b:b1");
    expect(bodies(await receive(moved))).toEqual(["b1"]);
    await clock.advance(30_000);
    expect(bodies(await receive(moved))).toEqual(["a1", "a2", "b1"]);
  });

  it("rejects what AWS rejects, in its words", async () => {
    await expect(createQueue("q.fifo", { FifoQueue: "false" })).rejects.toThrow(
      "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
    );
    await expect(createQueue("q", { FifoQueue: "true" })).rejects.toThrow("must end with .fifo suffix");
    await expect(createQueue("q", { ContentBasedDeduplication: "true" })).rejects.toThrow("Unknown Attribute");
    await expect(createQueue("q.fifo", { FifoThroughputLimit: "perMessageGroupId" })).rejects.toThrow(
      "allowed only when the value for DeduplicationScope is messageGroup",
    );
    const standard = await createQueue("standard");
    await expect(
      createQueue("q.fifo", {
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arnOf("standard"), maxReceiveCount: 1 }),
      }),
    ).rejects.toThrow("Dead-letter queue must be same type of queue as the source");
    const url = await createQueue();
    const without = (changes: Partial<SendMessageCommandInput>) => sendOne(url, "a:1", changes);
    await expect(without({ MessageGroupId: undefined })).rejects.toMatchObject({ name: "MissingParameter" });
    await expect(without({ MessageDeduplicationId: undefined })).rejects.toThrow(
      "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    );
    await expect(without({ DelaySeconds: 1 })).rejects.toThrow("not valid for this queue type");
    await expect(without({ MessageGroupId: "a b" })).rejects.toThrow("alphanumeric and punctuation characters");
    await expect(sendOne(standard, "a:1")).rejects.toThrow("not valid for this queue type");
    await expect(receive(standard, { ReceiveRequestAttemptId: "1" })).rejects.toThrow("not valid for this queue type");
    await expect(
      sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { FifoQueue: "false" } })),
    ).rejects.toThrow("Modifying queue type is not supported");
    await expect(createQueue("k.fifo", { KmsMasterKeyId: "alias/x" })).rejects.toThrow("KmsMasterKeyId");
  });

  it("rejects receipt handles whose message shows again, which a standard queue takes", async () => {
    const url = await createQueue();
    const standard = await createQueue("standard");
    await send(url, "a:1");
    await sqs.send(new SendMessageCommand({ QueueUrl: standard, MessageBody: "1" }));
    const [fifo] = await receive(url);
    const [plain] = await receive(standard);
    await clock.advance(30_000);
    await expect(remove(url, fifo)).rejects.toMatchObject({
      name: "InvalidParameterValue",
      message: expect.stringContaining("The receipt handle has expired.") as string,
    });
    await remove(standard, plain);
    expect(await receive(standard)).toEqual([]);
  });
});

describe("a standard queue", () => {
  it("takes a message group, which makes it fair, and orders nothing", async () => {
    const url = await createQueue("fair");
    await sendOne(url, "tenant:1", { MessageDeduplicationId: undefined });
    await sendOne(url, "tenant:1", { MessageDeduplicationId: undefined });
    const [message] = await receive(url, { MaxNumberOfMessages: 1 });
    expect(message?.Attributes?.["MessageGroupId"]).toBe("tenant");
    expect(message?.Attributes).not.toHaveProperty("SequenceNumber");
    expect(await receive(url)).toHaveLength(1);
  });
});

describe("the redrive of a dead-letter queue", () => {
  const start = (SourceArn: string, DestinationArn?: string) =>
    sqs.send(new StartMessageMoveTaskCommand({ SourceArn, DestinationArn }));
  const tasks = async (SourceArn: string) =>
    (await sqs.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 10 }))).Results ?? [];

  async function makeDeadLetter(): Promise<{ readonly dead: string; readonly url: string }> {
    const dead = await createQueue("dead");
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf("dead"), maxReceiveCount: 1 });
    const url = await createQueue("q", { RedrivePolicy, VisibilityTimeout: "0" });
    await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: "again" }));
    await receive(url);
    await receive(url);
    return { dead, url };
  }

  it("sends dead letters back to where they came from, as new messages", async () => {
    const { dead, url } = await makeDeadLetter();
    const [letter] = await receive(dead, { VisibilityTimeout: 0 });
    const { TaskHandle } = await start(arnOf("dead"));
    const [message] = await receive(url);
    expect(message).toMatchObject({ Body: "again", Attributes: { ApproximateReceiveCount: "1" } });
    expect(message?.MessageId).not.toBe(letter?.MessageId);
    expect(await tasks(arnOf("dead"))).toMatchObject([
      { Status: "COMPLETED", ApproximateNumberOfMessagesMoved: 1, ApproximateNumberOfMessagesToMove: 1 },
    ]);
    await expect(sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle }))).rejects.toThrow(
      "Only active tasks can be cancelled.",
    );
  });

  it("sends them to another queue where one is named", async () => {
    await makeDeadLetter();
    const other = await createQueue("other");
    await start(arnOf("dead"), arnOf("other"));
    expect(bodies(await receive(other))).toEqual(["again"]);
  });

  it("fails for a message of which nobody knows where it came from", async () => {
    const { dead } = await makeDeadLetter();
    await receive(dead, { VisibilityTimeout: 0 });
    await sqs.send(new SendMessageCommand({ QueueUrl: dead, MessageBody: "stray" }));
    await start(arnOf("dead"));
    expect(await tasks(arnOf("dead"))).toMatchObject([
      { Status: "FAILED", FailureReason: "CouldNotDetermineMessageSource", ApproximateNumberOfMessagesMoved: 1 },
    ]);
    expect(bodies(await receive(dead))).toEqual(["stray"]);
  });

  it("rejects queues that are no dead-letter queues, or are not there", async () => {
    await createQueue("plain");
    await expect(start(arnOf("plain"))).rejects.toThrow("Source queue must be configured as a Dead Letter Queue.");
    await expect(start(arnOf("none"))).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await expect(
      sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arnOf("plain"), MaxNumberOfMessagesPerSecond: 5 })),
    ).rejects.toThrow("MaxNumberOfMessagesPerSecond");
  });
});
