import {
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ListTagsCommand,
  TagResourceCommand,
  UpdateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  type CreateFunctionCommandInput,
} from "@aws-sdk/client-lambda";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
  type Message,
} from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createIamService } from "../../../src/local/services/iam/index.ts";
import { createLambdaService } from "../../../src/local/services/lambda/index.ts";
import { createLogsService } from "../../../src/local/services/logs/index.ts";
import { createSqsService } from "../../../src/local/services/sqs/index.ts";
import { createStsService } from "../../../src/local/services/sts/index.ts";
import { createRole } from "../../local/lambda/create-role.ts";
import { makeZip } from "../../local/lambda/make-zip.ts";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";

const jobsArn = "arn:aws:sqs:us-east-1:000000000000:jobs";
const consumer = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:SendMessage"];
// Sends each batch on as one message, with the number of the invocation; "poison" fails as the test asks.
const source = (onPoison: "throw" | "report" | "nonsense" | "never"): string => `
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
const sqs = new SQSClient({});
export const handler = async (event) => {
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.RESULTS, MessageBody: JSON.stringify(event.Records) }));
  const poison = event.Records.filter(({ body }) => body === "poison");
  if (poison.length === 0 || "${onPoison}" === "never") return;
  if ("${onPoison}" === "throw") throw new Error("poison");
  if ("${onPoison}" === "nonsense") return { batchItemFailures: [{ itemIdentifier: "" }] };
  return { batchItemFailures: poison.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};`;

describe("event source mappings of queues", () => {
  let running: TestCloud;
  let lambda: LambdaClient;
  let sqs: SQSClient;
  let jobs: string;
  let results: string;
  let dead: string;

  beforeEach(async () => {
    running = await createTestCloud({
      services: [createIamService, createStsService, createLogsService, createSqsService, createLambdaService],
    });
    lambda = new LambdaClient(running.clientConfig);
    sqs = new SQSClient(running.clientConfig);
    await createRole(running.cloud, { name: "consumer", service: "lambda.amazonaws.com", actions: consumer });
    const makeQueue = async (QueueName: string, Attributes: Record<string, string> = {}): Promise<string> =>
      (await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? "";
    results = await makeQueue("results");
    dead = await makeQueue("dead");
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: "arn:aws:sqs:us-east-1:000000000000:dead",
      maxReceiveCount: 1,
    });
    jobs = await makeQueue("jobs", { VisibilityTimeout: "2", RedrivePolicy });
  });
  afterEach(() => running.close());

  const create = (
    onPoison: Parameters<typeof source>[0] = "never",
    changes: Partial<CreateFunctionCommandInput> = {},
  ) =>
    lambda.send(
      new CreateFunctionCommand({
        FunctionName: "consume",
        Runtime: "nodejs24.x",
        Role: "arn:aws:iam::000000000000:role/consumer",
        Handler: "index.handler",
        Timeout: 2,
        Environment: { Variables: { RESULTS: results } },
        Code: { ZipFile: makeZip({ "index.mjs": source(onPoison) }) },
        ...changes,
      }),
    );
  const map = (changes: Partial<CreateEventSourceMappingCommandInput> = {}) =>
    lambda.send(new CreateEventSourceMappingCommand({ EventSourceArn: jobsArn, FunctionName: "consume", ...changes }));
  const send = async (...bodies: readonly string[]): Promise<void> => {
    const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: jobs, Entries }));
  };
  const receive = async (QueueUrl: string): Promise<Message | undefined> => {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }));
    return Messages[0];
  };
  const nextBatch = async (): Promise<readonly Record<string, unknown>[]> =>
    JSON.parse((await receive(results))?.Body ?? "[]") as readonly Record<string, unknown>[];
  const left = async (): Promise<number> => {
    const AttributeNames = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: jobs, AttributeNames: [...AttributeNames] }),
    );
    return AttributeNames.reduce((sum, name) => sum + Number(Attributes[name]), 0);
  };

  it("give messages in batches, as Lambda shapes them, and delete them", async () => {
    await create();
    await map({ MaximumBatchingWindowInSeconds: 1, BatchSize: 3 });
    await send("a", "b", "c");
    const records = await nextBatch();
    expect(records.map(({ body }) => body)).toEqual(["a", "b", "c"]);
    expect(records[0]).toEqual({
      messageId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      receiptHandle: expect.any(String) as string,
      body: "a",
      attributes: {
        ApproximateReceiveCount: "1",
        SentTimestamp: expect.stringMatching(/^\d+$/) as string,
        SenderId: expect.any(String) as string,
        ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d+$/) as string,
      },
      messageAttributes: {},
      md5OfBody: "0cc175b9c0f1b6a831c399e269772661",
      eventSource: "aws:sqs",
      eventSourceARN: jobsArn,
      awsRegion: "us-east-1",
    });
    await expect.poll(left, { timeout: 10_000 }).toBe(0);
  });

  it("give each group of a FIFO queue in order, one batch of it at a time", async () => {
    const QueueName = "ordered.fifo";
    const Attributes = { FifoQueue: "true", ContentBasedDeduplication: "true", VisibilityTimeout: "30" };
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
    // The function sees whether another batch of the same group is under way.
    const watchful = `
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { existsSync, rmSync, writeFileSync } from "node:fs";
const sqs = new SQSClient({});
export const handler = async (event) => {
  const groups = [...new Set(event.Records.map(({ attributes }) => attributes.MessageGroupId))];
  const files = groups.map((group) => process.env.FOLDER + "/" + group);
  const overlaps = files.some(existsSync);
  for (const file of files) writeFileSync(file, "");
  await new Promise((resolve) => setTimeout(resolve, 20));
  const Records = event.Records.map(({ body, attributes }) => ({ body, group: attributes.MessageGroupId, overlaps }));
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.RESULTS, MessageBody: JSON.stringify(Records) }));
  for (const file of files) rmSync(file);
};`;
    await create("never", {
      Environment: { Variables: { RESULTS: results, FOLDER: running.dataFolder } },
      Code: { ZipFile: makeZip({ "index.mjs": watchful }) },
    });
    const bodies = Array.from({ length: 10 }, (_, index) => String(index));
    const Entries = bodies.map((body) => ({
      Id: body,
      MessageBody: body,
      MessageGroupId: Number(body) % 2 === 0 ? "even" : "odd",
    }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    await map({ EventSourceArn: `arn:aws:sqs:us-east-1:000000000000:${QueueName}`, BatchSize: 2 });
    const records: Record<string, unknown>[] = [];
    while (records.length < bodies.length) records.push(...(await nextBatch()));
    expect(records.some(({ overlaps }) => overlaps)).toBe(false);
    const of = (group: string): unknown[] => records.filter((one) => one["group"] === group).map(({ body }) => body);
    expect(of("even")).toEqual(["0", "2", "4", "6", "8"]);
    expect(of("odd")).toEqual(["1", "3", "5", "7", "9"]);
    await expect(
      map({
        EventSourceArn: `arn:aws:sqs:us-east-1:000000000000:${QueueName}`,
        FunctionName: "consume",
        MaximumBatchingWindowInSeconds: 1,
      }),
    ).rejects.toThrow("Batching window is not supported for FIFO queues.");
    const TargetArn = `arn:aws:sqs:us-east-1:000000000000:${QueueName}`;
    await expect(create("never", { FunctionName: "other", DeadLetterConfig: { TargetArn } })).rejects.toThrow("FIFO");
  });

  it("leave a batch that failed to the redrive policy", async () => {
    await create("throw");
    await map();
    await send("poison");
    expect(await nextBatch()).toHaveLength(1);
    expect((await receive(dead))?.Body).toBe("poison");
  });

  it("leave only the messages that the function reports", async () => {
    await create("report");
    await map({ FunctionResponseTypes: ["ReportBatchItemFailures"], BatchSize: 2, MaximumBatchingWindowInSeconds: 1 });
    await send("fine", "poison");
    expect(await nextBatch()).toHaveLength(2);
    expect((await receive(dead))?.Body).toBe("poison");
    expect(await left()).toBe(0);
  });

  it("drop what no filter lets through", async () => {
    await create();
    await map({ FilterCriteria: { Filters: [{ Pattern: '{"body":{"kind":["order"]}}' }] } });
    await send('{"kind":"other"}', "plain", '{"kind":"order","n":1}');
    expect((await nextBatch()).map(({ body }) => body)).toEqual(['{"kind":"order","n":1}']);
    await expect.poll(left, { timeout: 10_000 }).toBe(0);
  });

  it("end when disabled, go on when enabled, also after a restart", async () => {
    await create();
    const { UUID } = await map();
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
    expect(await lambda.send(new GetEventSourceMappingCommand({ UUID }))).toMatchObject({ State: "Disabled" });
    await send("later");
    running = await running.restart();
    lambda = new LambdaClient(running.clientConfig);
    sqs = new SQSClient(running.clientConfig);
    expect(await left()).toBe(1);
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
    await expect.poll(left, { timeout: 10_000 }).toBe(0);
  });

  it("are described, listed, tagged and deleted", async () => {
    await create();
    const { UUID, State, EventSourceMappingArn: Resource } = await map({ BatchSize: 7, Tags: { a: "1" } });
    expect(State).toBe("Creating");
    await lambda.send(new TagResourceCommand({ Resource, Tags: { b: "2" } }));
    expect((await lambda.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ a: "1", b: "2" });
    const { EventSourceMappings } = await lambda.send(new ListEventSourceMappingsCommand({ FunctionName: "consume" }));
    expect(EventSourceMappings).toMatchObject([
      { UUID, BatchSize: 7, State: "Enabled", FunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:consume" },
    ]);
    await expect(map()).rejects.toMatchObject({ name: "ResourceConflictException" });
    await lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
    await expect(lambda.send(new GetEventSourceMappingCommand({ UUID }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it.each([
    ["a batch without window", { BatchSize: 11 }, "Maximum batch window in seconds must be greater than 0"],
    ["a filter that is no pattern", { FilterCriteria: { Filters: [{ Pattern: "{" }] } }, "Invalid filter pattern"],
    ["a missing queue", { EventSourceArn: `${jobsArn}-2` }, "The specified queue does not exist."],
    [
      "a stream, by name",
      { EventSourceArn: "arn:aws:kinesis:us-east-1:000000000000:stream/s" },
      "An event source mapping for kinesis (only SQS queues and DynamoDB streams) is not implemented",
    ],
    ["a missing function", { FunctionName: "nobody" }, "Function not found"],
  ])("refuse %s", async (_name, changes, message) => {
    await create();
    await expect(map(changes)).rejects.toThrow(message);
  });

  it("refuse a role without the rights, and a queue that shows messages again too soon", async () => {
    await createRole(running.cloud, { name: "poor", service: "lambda.amazonaws.com" });
    await create("never", { FunctionName: "poor", Role: "arn:aws:iam::000000000000:role/poor" });
    await expect(map({ FunctionName: "poor" })).rejects.toThrow(
      "The provided execution role does not have permissions to call ReceiveMessage on SQS",
    );
    await create("never", { FunctionName: "slow", Timeout: 3 });
    await expect(map({ FunctionName: "slow" })).rejects.toThrow(
      "Queue visibility timeout: 2 seconds is less than Function timeout: 3 seconds",
    );
  });
});
