import { describe, expect, it } from "vitest";
import { hasTool } from "../support/required-tool.ts";
import { awsCliSuite } from "./aws-cli-suite.ts";

describe.skipIf(!hasTool("aws"))("aws sqs", () => {
  const suite = awsCliSuite();
  const { aws, refused } = suite;

  const create = async (queueName: string, attributes: object = {}): Promise<string> =>
    (await aws("sqs create-queue", { queueName, attributes })).QueueUrl;

  it.concurrent("sends, receives, hides and deletes messages", async () => {
    const queueUrl = await create("inbox", { VisibilityTimeout: "60" });
    expect(queueUrl).toBe(`${suite.cloud.endpoint}/000000000000/inbox`);
    expect(await aws("sqs get-queue-url", { queueName: "inbox" })).toEqual({ QueueUrl: queueUrl });
    expect((await aws("sqs list-queues", { queueNamePrefix: "inb" })).QueueUrls).toEqual([queueUrl]);
    const messageAttributes = { colour: { DataType: "String", StringValue: "red" } };
    expect(await aws("sqs send-message", { queueUrl, messageBody: "hello", messageAttributes })).toMatchObject({
      MD5OfMessageBody: "5d41402abc4b2a76b9719d911017c592",
    });
    const received = await aws("sqs receive-message", {
      queueUrl,
      messageAttributeNames: ["All"],
      attributeNames: ["All"],
    });
    expect(received.Messages).toMatchObject([
      { Body: "hello", MessageAttributes: messageAttributes, Attributes: { ApproximateReceiveCount: "1" } },
    ]);
    expect(await aws("sqs receive-message", { queueUrl })).toEqual({});
    const receiptHandle = received.Messages[0].ReceiptHandle;
    await aws("sqs change-message-visibility", { queueUrl, receiptHandle, visibilityTimeout: 0 });
    const again = await aws("sqs receive-message", { queueUrl });
    await aws("sqs delete-message", { queueUrl, receiptHandle: again.Messages[0].ReceiptHandle });
    const { Attributes } = await aws("sqs get-queue-attributes", { queueUrl, attributeNames: ["All"] });
    expect(Attributes).toMatchObject({ VisibilityTimeout: "60", ApproximateNumberOfMessages: "0" });
    await aws("sqs delete-queue", { queueUrl });
    expect(await refused("sqs get-queue-url", { queueName: "inbox" })).toBe(
      "An error occurred (AWS.SimpleQueueService.NonExistentQueue) when calling the GetQueueUrl operation: The specified queue does not exist.",
    );
  });

  it.concurrent("sends and deletes in batches, purges, and is set and tagged", async () => {
    const queueUrl = await create("batches");
    const entries = Array.from({ length: 3 }, (_, n) => ({ Id: `m${n}`, MessageBody: `body ${n}` }));
    const sent = await aws("sqs send-message-batch", { queueUrl, entries });
    expect(sent.Successful.map(({ Id }: { Id: string }) => Id)).toEqual(["m0", "m1", "m2"]);
    expect(await refused("sqs send-message-batch", { queueUrl, entries: [entries[0], entries[0]] })).toContain(
      "An error occurred (AWS.SimpleQueueService.BatchEntryIdsNotDistinct) when calling the SendMessageBatch operation",
    );
    const { Messages } = await aws("sqs receive-message", { queueUrl, maxNumberOfMessages: 10 });
    expect(Messages).toHaveLength(3);
    const handles = Messages.slice(0, 2).map(({ ReceiptHandle }: { ReceiptHandle: string }, n: number) => ({
      Id: `d${n}`,
      ReceiptHandle,
    }));
    expect((await aws("sqs delete-message-batch", { queueUrl, entries: handles })).Successful).toHaveLength(2);
    await aws("sqs set-queue-attributes", {
      queueUrl,
      attributes: { DelaySeconds: "5", MessageRetentionPeriod: "3600" },
    });
    const { Attributes } = await aws("sqs get-queue-attributes", {
      queueUrl,
      attributeNames: ["DelaySeconds", "MessageRetentionPeriod"],
    });
    expect(Attributes).toEqual({ DelaySeconds: "5", MessageRetentionPeriod: "3600" });
    await aws("sqs purge-queue", { queueUrl });
    await aws("sqs tag-queue", { queueUrl, tags: { team: "a", stage: "dev" } });
    await aws("sqs untag-queue", { queueUrl, tagKeys: ["team"] });
    expect(await aws("sqs list-queue-tags", { queueUrl })).toEqual({ Tags: { stage: "dev" } });
  });

  it.concurrent("moves what nobody deletes to the dead letters", async () => {
    const dead = await create("dead");
    const { Attributes } = await aws("sqs get-queue-attributes", { queueUrl: dead, attributeNames: ["QueueArn"] });
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: Attributes.QueueArn, maxReceiveCount: "1" });
    const queueUrl = await create("orders", { RedrivePolicy, VisibilityTimeout: "0" });
    await aws("sqs send-message", { queueUrl, messageBody: "poison" });
    expect((await aws("sqs receive-message", { queueUrl })).Messages).toMatchObject([{ Body: "poison" }]);
    expect(await aws("sqs receive-message", { queueUrl })).toEqual({});
    expect((await aws("sqs receive-message", { queueUrl: dead })).Messages).toMatchObject([{ Body: "poison" }]);
    expect(await aws("sqs list-dead-letter-source-queues", { queueUrl: dead })).toEqual({ queueUrls: [queueUrl] });
  });

  it.concurrent("keeps the order of a group and takes each message once", async () => {
    const queueUrl = await create("orders.fifo", { FifoQueue: "true" });
    const send = (messageBody: string) =>
      aws("sqs send-message", { queueUrl, messageBody, messageGroupId: "g", messageDeduplicationId: messageBody });
    const first = await send("one");
    await send("two");
    expect((await send("one")).MessageId).toBe(first.MessageId);
    const { Messages } = await aws("sqs receive-message", { queueUrl, maxNumberOfMessages: 10 });
    expect(Messages.map(({ Body }: { Body: string }) => Body)).toEqual(["one", "two"]);
    expect(await refused("sqs send-message", { queueUrl, messageBody: "no group" })).toContain(
      "An error occurred (MissingParameter) when calling the SendMessage operation: The request must contain the parameter MessageGroupId.",
    );
  });
});
