import {
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  type StreamViewType,
} from "@aws-sdk/client-dynamodb";
import {
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  LambdaClient,
  UpdateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  type EventSourceMappingConfiguration,
} from "@aws-sdk/client-lambda";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDynamoDbService } from "../../../src/local/services/dynamodb/index.ts";
import { createDynamoDbStreamsService } from "../../../src/local/services/dynamodbstreams/index.ts";
import { createIamService } from "../../../src/local/services/iam/index.ts";
import { createLambdaService } from "../../../src/local/services/lambda/index.ts";
import { createLogsService } from "../../../src/local/services/logs/index.ts";
import { createSqsService } from "../../../src/local/services/sqs/index.ts";
import { createStsService } from "../../../src/local/services/sts/index.ts";
import { createRole } from "../../local/lambda/create-role.ts";
import { makeZip } from "../../local/lambda/make-zip.ts";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";

const services = [
  createIamService,
  createStsService,
  createLogsService,
  createSqsService,
  createDynamoDbService,
  createDynamoDbStreamsService,
  createLambdaService,
];
const streamRights = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"];
const arnOf = (queue: string): string => `arn:aws:sqs:us-east-1:000000000000:${queue}`;

// Sends each batch on; an item "poison" fails as the test asks.
const source = (onPoison: "throw" | "report"): string => `
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
export const handler = async (event) => {
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.RESULTS, MessageBody: JSON.stringify(event.Records) }));
  const poison = event.Records.find(({ dynamodb }) => dynamodb.Keys.id.S === "poison");
  if (poison === undefined) return;
  if ("${onPoison}" === "throw") throw new Error("poison");
  return { batchItemFailures: [{ itemIdentifier: poison.dynamodb.SequenceNumber }] };
};`;

interface Received {
  readonly eventName: string;
  readonly eventSourceARN: string;
  readonly dynamodb: { readonly Keys: { readonly id: { readonly S: string } } };
}

describe("event source mappings of a table's stream", () => {
  let running: TestCloud;
  let lambda: LambdaClient;
  let sqs: SQSClient;
  let dynamodb: DynamoDBClient;
  let results: string;
  let streamArn: string;

  const connect = (): void => {
    lambda = new LambdaClient(running.clientConfig);
    sqs = new SQSClient(running.clientConfig);
    dynamodb = new DynamoDBClient(running.clientConfig);
    results = `${running.endpoint}/000000000000/results`;
  };

  beforeEach(async () => {
    running = await createTestCloud({ services });
    connect();
    const actions = [...streamRights, "sqs:SendMessage"];
    await createRole(running.cloud, { name: "consumer", service: "lambda.amazonaws.com", actions });
    for (const QueueName of ["results", "given-up"]) await sqs.send(new CreateQueueCommand({ QueueName }));
    streamArn = await createTable("NEW_AND_OLD_IMAGES");
  });
  afterEach(() => running.close());

  async function createTable(StreamViewType: StreamViewType): Promise<string> {
    const { TableDescription } = await dynamodb.send(
      new CreateTableCommand({
        TableName: "jobs",
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        BillingMode: "PAY_PER_REQUEST",
        StreamSpecification: { StreamEnabled: true, StreamViewType },
      }),
    );
    return TableDescription?.LatestStreamArn ?? "";
  }
  const createFunction = (onPoison: Parameters<typeof source>[0] = "throw") =>
    lambda.send(
      new CreateFunctionCommand({
        FunctionName: "consume",
        Runtime: "nodejs24.x",
        Role: "arn:aws:iam::000000000000:role/consumer",
        Handler: "index.handler",
        Timeout: 5,
        // The address of the queue changes with the server's port; its host does not matter.
        Environment: { Variables: { RESULTS: "http://queue/000000000000/results" } },
        Code: { ZipFile: makeZip({ "index.mjs": source(onPoison) }) },
      }),
    );
  const map = (changes: Partial<CreateEventSourceMappingCommandInput> = {}): Promise<EventSourceMappingConfiguration> =>
    lambda.send(
      new CreateEventSourceMappingCommand({
        EventSourceArn: streamArn,
        FunctionName: "consume",
        StartingPosition: "TRIM_HORIZON",
        ...changes,
      }),
    );
  const put = async (...ids: readonly string[]): Promise<void> => {
    for (const id of ids) {
      const Item = { id: { S: id }, n: { N: "1" }, bytes: { B: new Uint8Array([1, 2]) } };
      await dynamodb.send(new PutItemCommand({ TableName: "jobs", Item }));
    }
  };
  const receive = async <Body>(QueueUrl: string): Promise<Body> => {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }));
    return JSON.parse(Messages[0]?.Body ?? "null") as Body;
  };
  const nextBatch = async (): Promise<readonly string[]> =>
    ((await receive<readonly Received[] | null>(results)) ?? []).map((record) => record.dynamodb.Keys.id.S);

  it("give records in order, as Lambda shapes them, from the oldest on", async () => {
    await createFunction();
    await put("a");
    await dynamodb.send(new DeleteItemCommand({ TableName: "jobs", Key: { id: { S: "a" } } }));
    await map();
    const records = await receive<readonly Received[]>(results);
    expect(records.map(({ eventName }) => eventName)).toEqual(["INSERT", "REMOVE"]);
    expect(records[0]).toEqual({
      eventID: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      eventName: "INSERT",
      eventVersion: "1.1",
      eventSource: "aws:dynamodb",
      awsRegion: "us-east-1",
      dynamodb: {
        ApproximateCreationDateTime: expect.any(Number) as number,
        Keys: { id: { S: "a" } },
        NewImage: { id: { S: "a" }, n: { N: "1" }, bytes: { B: "AQI=" } },
        SequenceNumber: expect.stringMatching(/^\d{21}$/) as string,
        SizeBytes: expect.any(Number) as number,
        StreamViewType: "NEW_AND_OLD_IMAGES",
      },
      eventSourceARN: streamArn,
    });
    await put("b");
    expect(await nextBatch()).toEqual(["b"]);
  });

  it("begin with what comes, where that is asked", async () => {
    await createFunction();
    await put("before");
    await map({ StartingPosition: "LATEST" });
    await put("after");
    expect(await nextBatch()).toEqual(["after"]);
  });

  it("fill a batch within the window, and leave out what no filter lets through", async () => {
    await createFunction();
    const Pattern = JSON.stringify({
      eventName: ["INSERT"],
      dynamodb: { NewImage: { id: { S: [{ prefix: "in" }] } } },
    });
    await map({ MaximumBatchingWindowInSeconds: 1, BatchSize: 5, FilterCriteria: { Filters: [{ Pattern }] } });
    await put("in-1", "out", "in-2", "out-2", "in-3");
    expect(await nextBatch()).toEqual(["in-1", "in-2", "in-3"]);
  });

  it("split a batch that fails, give up the record that is to blame, and go on", async () => {
    await createFunction();
    await put("a", "poison", "b");
    await map({
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: arnOf("given-up") } },
    });
    const batches = [];
    for (let count = 0; count < 5; count++) batches.push(await nextBatch());
    expect(batches).toEqual([["a", "poison", "b"], ["a", "poison"], ["a"], ["poison"], ["b"]]);
    const given = await receive<Record<string, unknown>>(`${running.endpoint}/000000000000/given-up`);
    expect(given).toMatchObject({
      version: "1.0",
      requestContext: { condition: "RetryAttemptsExhausted", approximateInvokeCount: 1 },
      responseContext: { functionError: "Unhandled", executedVersion: "$LATEST" },
      DDBStreamBatchInfo: { batchSize: 1, streamArn },
    });
  });

  it("go on with the record that the function reports, and tell the log of what they give up", async () => {
    await createFunction("report");
    await put("a", "poison", "b");
    await map({ FunctionResponseTypes: ["ReportBatchItemFailures"], MaximumRetryAttempts: 1 });
    expect([await nextBatch(), await nextBatch()]).toEqual([
      ["a", "poison", "b"],
      ["poison", "b"],
    ]);
    await expect.poll(() => running.logged.join("\n")).toContain("2 records");
    expect(running.logged.join("\n")).toContain("RetryAttemptsExhausted");
    await put("c");
    expect(await nextBatch()).toEqual(["c"]);
  });

  it("go on after a restart where they were, with what came meanwhile", async () => {
    await createFunction();
    const { UUID } = await map();
    // A batch that had just ended when the process does would come twice: until then it is not noted.
    const noted = () => running.cloud.db.prepare("SELECT sequence_number FROM lambda_stream_positions").all();
    await put("a");
    expect(await nextBatch()).toEqual(["a"]);
    await expect.poll(noted).toHaveLength(1);
    const first = noted();
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
    await put("b");
    running = await running.restart();
    connect();
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
    expect(await nextBatch()).toEqual(["b"]);
    await expect.poll(noted).not.toEqual(first);
    running = await running.restart();
    connect();
    await put("c");
    expect(await nextBatch()).toEqual(["c"]);
  });

  it("are described, changed and deleted", async () => {
    await createFunction();
    const { UUID } = await map();
    const describe = () => lambda.send(new GetEventSourceMappingCommand({ UUID }));
    expect(await describe()).toMatchObject({
      EventSourceArn: streamArn,
      BatchSize: 100,
      StartingPosition: "TRIM_HORIZON",
      MaximumRetryAttempts: -1,
      MaximumRecordAgeInSeconds: -1,
      BisectBatchOnFunctionError: false,
      ParallelizationFactor: 1,
      State: "Enabled",
    });
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, MaximumRetryAttempts: 2, BatchSize: 7 }));
    expect(await describe()).toMatchObject({ MaximumRetryAttempts: 2, BatchSize: 7 });
    await lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
    await put("unseen");
    await expect(describe()).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("are refused in Lambda's words where they could not work", async () => {
    await createFunction();
    const role = { name: "powerless", service: "lambda.amazonaws.com", actions: ["sqs:SendMessage"] };
    await createRole(running.cloud, role);
    await expect(map({ StartingPosition: undefined })).rejects.toThrow("'startingPosition'");
    await expect(map({ EventSourceArn: `${streamArn}9` })).rejects.toThrow("Stream not found");
    await expect(map({ MaximumRecordAgeInSeconds: 59 })).rejects.toThrow("maximumRecordAgeInSeconds");
    await expect(map({ TumblingWindowInSeconds: 5 })).rejects.toThrow("TumblingWindowInSeconds");
    await expect(map({ EventSourceArn: arnOf("results") })).rejects.toThrow("StartingPosition is not valid");
    await expect(
      map({ EventSourceArn: arnOf("results"), StartingPosition: undefined, MaximumRetryAttempts: 1 }),
    ).rejects.toThrow("MaximumRetryAttempts is not supported for SQS event sources.");
    const onFailure = (Destination: string) => map({ DestinationConfig: { OnFailure: { Destination } } });
    await expect(onFailure("arn:aws:sns:us-east-1:000000000000:topic")).rejects.toThrow("to call Publish on SNS");
    await expect(onFailure(arnOf("given-up.fifo"))).rejects.toThrow("a FIFO queue is not supported");
    await expect(onFailure("arn:aws:s3:::bucket")).rejects.toThrow("only SQS queues and SNS topics");
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName: "powerless",
        Runtime: "nodejs24.x",
        Role: "arn:aws:iam::000000000000:role/powerless",
        Handler: "index.handler",
        Code: { ZipFile: makeZip({ "index.mjs": "export const handler = () => {};" }) },
      }),
    );
    await expect(map({ FunctionName: "powerless" })).rejects.toThrow("Cannot access stream");
  });
});
