import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { Message, ReceiveMessageCommandInput } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSqsService } from "../../../src/local/services/sqs/index.ts";
import { createStsService } from "../../../src/local/services/sts/index.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

let cloud: TestCloud;
let sqs: SQSClient;

beforeEach(async () => {
  cloud = await createTestCloud({ services: [createStsService, createSqsService] });
  sqs = new SQSClient(cloud.clientConfig);
});

afterEach(() => cloud.close());

async function createQueue(name: string, attributes: Record<string, string> = {}): Promise<string> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  return QueueUrl ?? "";
}

async function receive(url: string, changes: Partial<ReceiveMessageCommandInput> = {}): Promise<readonly Message[]> {
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: url, ...changes }));
  return Messages ?? [];
}

const bodies = (messages: readonly Message[]): unknown[] => messages.map(({ Body }) => Body);

describe("SQS", () => {
  it("names queues by the server's own address", async () => {
    const url = await createQueue("q");
    expect(url).toBe(`${cloud.endpoint}/000000000000/q`);
    expect((await sqs.send(new GetQueueUrlCommand({ QueueName: "q" }))).QueueUrl).toBe(url);
    await createQueue("other");
    expect((await sqs.send(new ListQueuesCommand({ QueueNamePrefix: "o" }))).QueueUrls).toHaveLength(1);
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["All"] }));
    expect(Attributes).toMatchObject({ QueueArn: "arn:aws:sqs:us-east-1:000000000000:q", VisibilityTimeout: "30" });
  });

  it("carries a message with its attributes, hides it while it is worked on, and forgets it when deleted", async () => {
    const url = await createQueue("q");
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: url,
        MessageBody: "grüße",
        MessageAttributes: {
          RULE: { DataType: "String", StringValue: "r" },
          COUNT: { DataType: "Number", StringValue: "3" },
          RAW: { DataType: "Binary", BinaryValue: new Uint8Array([1, 2]) },
        },
      }),
    );
    const [message] = await receive(url, { MessageAttributeNames: ["All"], MessageSystemAttributeNames: ["All"] });
    expect(message).toMatchObject({
      Body: "grüße",
      Attributes: { ApproximateReceiveCount: "1" },
      MessageAttributes: { RULE: { StringValue: "r" }, COUNT: { StringValue: "3" } },
    });
    expect([...(message?.MessageAttributes?.RAW?.BinaryValue ?? [])]).toEqual([1, 2]);
    expect(await receive(url)).toEqual([]);
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: url,
        ReceiptHandle: message?.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );
    const [again] = await receive(url, { MessageSystemAttributeNames: ["ApproximateReceiveCount"] });
    expect(again?.Attributes).toEqual({ ApproximateReceiveCount: "2" });
    await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: again?.ReceiptHandle }));
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["All"] }));
    expect(Attributes).toMatchObject({ ApproximateNumberOfMessages: "0", ApproximateNumberOfMessagesNotVisible: "0" });
  });

  it("answers a waiting receiver as soon as a message comes", async () => {
    const url = await createQueue("q");
    const waiting = receive(url, { WaitTimeSeconds: 20 });
    await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: "now" }));
    expect(bodies(await waiting)).toEqual(["now"]);
  });

  it("moves a message that is received too often to the dead-letter queue", async () => {
    const dead = await createQueue("dead");
    const url = await createQueue("q", {
      VisibilityTimeout: "0",
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: "arn:aws:sqs:us-east-1:000000000000:dead",
        maxReceiveCount: 2,
      }),
    });
    await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: "poison" }));
    expect(bodies(await receive(url))).toEqual(["poison"]);
    expect(bodies(await receive(url))).toEqual(["poison"]);
    expect(await receive(url)).toEqual([]);
    const [message] = await receive(dead, { MessageSystemAttributeNames: ["All"] });
    expect(message).toMatchObject({
      Body: "poison",
      Attributes: { DeadLetterQueueSourceArn: "arn:aws:sqs:us-east-1:000000000000:q" },
    });
  });

  it("takes batches entry by entry", async () => {
    const url = await createQueue("q", { MaximumMessageSize: "1024" });
    const result = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: [
          { Id: "a", MessageBody: "1" },
          { Id: "b", MessageBody: "x".repeat(2000) },
          { Id: "c", MessageBody: "3" },
        ],
      }),
    );
    expect(result.Successful?.map(({ Id }) => Id)).toEqual(["a", "c"]);
    expect(result.Failed).toMatchObject([{ Id: "b", Code: "InvalidParameterValue", SenderFault: true }]);
    const messages = await receive(url, { MaxNumberOfMessages: 10 });
    expect(bodies(messages)).toEqual(["1", "3"]);
    const deleted = await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl: url,
        Entries: messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      }),
    );
    expect(deleted.Successful).toHaveLength(2);
  });

  it("keeps queues and messages over a restart, under the new address", async () => {
    const url = await createQueue("q");
    await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: "kept" }));
    cloud = await cloud.restart();
    sqs = new SQSClient(cloud.clientConfig);
    expect(bodies(await receive(`${cloud.endpoint}/000000000000/q`))).toEqual(["kept"]);
  });

  it("empties a queue, changes attributes and lists tags", async () => {
    const url = await createQueue("q");
    await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: "1" }));
    await sqs.send(new PurgeQueueCommand({ QueueUrl: url }));
    expect(await receive(url)).toEqual([]);
    await expect(sqs.send(new PurgeQueueCommand({ QueueUrl: url }))).rejects.toMatchObject({
      name: "PurgeQueueInProgress",
    });
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { VisibilityTimeout: "5" } }));
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["VisibilityTimeout"] }),
    );
    expect(Attributes).toEqual({ VisibilityTimeout: "5" });
    expect((await sqs.send(new ListQueueTagsCommand({ QueueUrl: url }))).Tags ?? {}).toEqual({});
  });

  it("rejects what AWS rejects, in its words", async () => {
    await expect(receive(`${cloud.endpoint}/000000000000/none`)).rejects.toMatchObject({
      name: expect.stringMatching(/QueueDoesNotExist|NonExistentQueue/),
      message: "The specified queue does not exist.",
    });
    await expect(createQueue("q", { VisibilityTimeout: "99999" })).rejects.toThrow("Invalid value for the parameter");
    await expect(
      createQueue("q", {
        RedrivePolicy: `{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:no","maxReceiveCount":1}`,
      }),
    ).rejects.toThrow("Dead letter target does not exist");
    const url = await createQueue("q");
    await expect(sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: "\u0001" }))).rejects.toMatchObject({
      name: "InvalidMessageContents",
    });
  });
});
