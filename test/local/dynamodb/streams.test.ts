import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  type StreamViewType,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRole } from "../lambda/create-role.ts";
import { createManualClock, type ManualClock } from "../../support/manual-clock.ts";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";

interface StreamRecord {
  readonly eventName: string;
  readonly eventID: string;
  readonly userIdentity?: object;
  readonly dynamodb: Readonly<Record<string, unknown>> & { readonly SequenceNumber: string };
}

interface Answer {
  readonly __type?: string;
  readonly message?: string;
  readonly Records?: readonly StreamRecord[];
  readonly NextShardIterator?: string;
  readonly ShardIterator?: string;
  readonly Streams?: readonly { readonly StreamArn: string }[];
  readonly LastEvaluatedStreamArn?: string;
  readonly StreamDescription?: {
    readonly StreamStatus: string;
    readonly Shards: readonly { readonly ShardId: string; readonly SequenceNumberRange: object }[];
  };
}

let clock: ManualClock;
let cloud: TestCloud;
let client: DynamoDBClient;

beforeEach(async () => {
  clock = createManualClock();
  cloud = await createTestCloud({ clock });
  client = new DynamoDBClient(cloud.clientConfig);
});
afterEach(() => cloud.close());

/** Speaks the API as SDKs do, whose client for it is not among the project's packages. */
async function call(operation: string, body: object): Promise<Answer> {
  const scope = "test/20260101/us-east-1/dynamodb/aws4_request";
  const response = await fetch(cloud.endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `DynamoDBStreams_20120810.${operation}`,
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answer;
}

async function createTable(view?: StreamViewType, TableName = "streamed"): Promise<string> {
  const { TableDescription } = await client.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
      ...(view && { StreamSpecification: { StreamEnabled: true, StreamViewType: view } }),
    }),
  );
  return TableDescription?.LatestStreamArn ?? "";
}

const put = (id: string, more: object = {}, TableName = "streamed") =>
  client.send(new PutItemCommand({ TableName, Item: { id: { S: id }, ...more } }));

async function iteratorOf(StreamArn: string, ShardIteratorType = "TRIM_HORIZON", SequenceNumber?: string) {
  const { StreamDescription } = await call("DescribeStream", { StreamArn });
  const ShardId = StreamDescription?.Shards[0]?.ShardId;
  const input = { StreamArn, ShardId, ShardIteratorType, ...(SequenceNumber && { SequenceNumber }) };
  return call("GetShardIterator", input);
}

async function recordsOf(StreamArn: string, type?: string, sequence?: string): Promise<readonly StreamRecord[]> {
  const { ShardIterator } = await iteratorOf(StreamArn, type, sequence);
  return (await call("GetRecords", { ShardIterator })).Records ?? [];
}

describe("a table's stream", () => {
  it("has each change of an item in order, as DynamoDB writes it, and none where nothing changed", async () => {
    const arn = await createTable("NEW_AND_OLD_IMAGES");
    expect(arn).toBe("arn:aws:dynamodb:us-east-1:000000000000:table/streamed/stream/2026-01-01T00:00:00.000");
    await put("a", { bytes: { B: new Uint8Array([1, 2]) } });
    await put("a", { bytes: { B: new Uint8Array([1, 2]) } });
    const Key = { id: { S: "a" } };
    await client.send(
      new UpdateItemCommand({
        TableName: "streamed",
        Key,
        UpdateExpression: "SET n = :n",
        ExpressionAttributeValues: { ":n": { N: "1" } },
      }),
    );
    await client.send(new DeleteItemCommand({ TableName: "streamed", Key }));
    await client.send(new DeleteItemCommand({ TableName: "streamed", Key }));
    const records = await recordsOf(arn);
    const first = { id: { S: "a" }, bytes: { B: "AQI=" } };
    expect(records.map(({ eventName }) => eventName)).toEqual(["INSERT", "MODIFY", "REMOVE"]);
    expect(records[0]).toEqual({
      eventID: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      eventName: "INSERT",
      eventVersion: "1.1",
      eventSource: "aws:dynamodb",
      awsRegion: "us-east-1",
      dynamodb: {
        ApproximateCreationDateTime: 1_767_225_600,
        Keys: Key,
        NewImage: first,
        SequenceNumber: expect.stringMatching(/^\d{21}$/) as string,
        SizeBytes: 13,
        StreamViewType: "NEW_AND_OLD_IMAGES",
      },
    });
    expect(records[1]?.dynamodb).toMatchObject({ OldImage: first, NewImage: { ...first, n: { N: "1" } } });
    expect(records[2]?.dynamodb).not.toHaveProperty("NewImage");
    const numbers = records.map(({ dynamodb }) => BigInt(dynamodb.SequenceNumber));
    expect(numbers).toEqual(numbers.toSorted((a, b) => (a < b ? -1 : 1)));
  });

  it.each([
    ["KEYS_ONLY", []],
    ["NEW_IMAGE", ["NewImage"]],
    ["OLD_IMAGE", ["OldImage"]],
    ["NEW_AND_OLD_IMAGES", ["NewImage", "OldImage"]],
  ] as const)("of the view %s has what the view says", async (view, images) => {
    const arn = await createTable(view);
    await put("a");
    await put("a", { n: { N: "1" } });
    const [, record] = await recordsOf(arn);
    expect(Object.keys(record?.dynamodb ?? {}).filter((name) => name.endsWith("Image"))).toEqual(images);
    expect(record?.dynamodb).toMatchObject({ Keys: { id: { S: "a" } }, StreamViewType: view });
  });

  it("has the writes of batches and transactions, and nothing of one that was cancelled", async () => {
    const arn = await createTable("KEYS_ONLY");
    const Item = (id: string) => ({ id: { S: id } });
    await client.send(
      new BatchWriteItemCommand({
        RequestItems: { streamed: [{ PutRequest: { Item: Item("a") } }, { PutRequest: { Item: Item("b") } }] },
      }),
    );
    const transact = (ConditionExpression: string) =>
      client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName: "streamed", Item: Item("c") } },
            { Delete: { TableName: "streamed", Key: Item("a"), ConditionExpression } },
          ],
        }),
      );
    await expect(transact("attribute_not_exists(id)")).rejects.toThrow("Transaction cancelled");
    await transact("attribute_exists(id)");
    const records = await recordsOf(arn);
    expect(records.map(({ eventName, dynamodb }) => [eventName, dynamodb["Keys"]])).toEqual([
      ["INSERT", Item("a")],
      ["INSERT", Item("b")],
      ["INSERT", Item("c")],
      ["REMOVE", Item("a")],
    ]);
  });

  it("says of an item whose time came that DynamoDB itself removed it", async () => {
    const arn = await createTable("OLD_IMAGE");
    const TimeToLiveSpecification = { AttributeName: "until", Enabled: true };
    await client.send(new UpdateTimeToLiveCommand({ TableName: "streamed", TimeToLiveSpecification }));
    await put("a", { until: { N: String(clock.now() / 1000 + 10) } });
    await clock.advance(10_000);
    const [, record] = await recordsOf(arn);
    expect(record).toMatchObject({
      eventName: "REMOVE",
      userIdentity: { PrincipalId: "dynamodb.amazonaws.com", Type: "Service" },
      dynamodb: { OldImage: { id: { S: "a" } } },
    });
  });

  it("is read page by page, from any place, and waits for what comes", async () => {
    const arn = await createTable("KEYS_ONLY");
    for (const id of ["a", "b", "c"]) await put(id);
    const idsOf = (records: readonly StreamRecord[] = []): unknown[] =>
      records.map(({ dynamodb }) => (dynamodb["Keys"] as { id: { S: string } }).id.S);
    const { ShardIterator } = await iteratorOf(arn);
    const first = await call("GetRecords", { ShardIterator, Limit: 2 });
    expect(idsOf(first.Records)).toEqual(["a", "b"]);
    const rest = await call("GetRecords", { ShardIterator: first.NextShardIterator });
    expect(idsOf(rest.Records)).toEqual(["c"]);
    const latest = await iteratorOf(arn, "LATEST");
    await put("d");
    expect(idsOf((await call("GetRecords", { ShardIterator: rest.NextShardIterator })).Records)).toEqual(["d"]);
    expect(idsOf((await call("GetRecords", { ShardIterator: latest.ShardIterator })).Records)).toEqual(["d"]);
    const second = first.Records?.[1]?.dynamodb.SequenceNumber ?? "";
    expect(idsOf(await recordsOf(arn, "AT_SEQUENCE_NUMBER", second))).toEqual(["b", "c", "d"]);
    expect(idsOf(await recordsOf(arn, "AFTER_SEQUENCE_NUMBER", second))).toEqual(["c", "d"]);
    await clock.advance(15 * 60_000 + 1);
    expect((await call("GetRecords", { ShardIterator })).__type).toContain("ExpiredIteratorException");
  });

  it("forgets records after a day", async () => {
    const arn = await createTable("KEYS_ONLY");
    await put("a");
    const [old] = await recordsOf(arn);
    await clock.advance(24 * 60 * 60_000);
    await put("b");
    expect(await recordsOf(arn)).toHaveLength(1);
    const past = await iteratorOf(arn, "AT_SEQUENCE_NUMBER", old?.dynamodb.SequenceNumber);
    expect(past.__type).toContain("TrimmedDataAccessException");
  });

  it("is switched off and on, another one each time, and read to its end", async () => {
    const first = await createTable("KEYS_ONLY");
    await put("a");
    const change = (StreamSpecification: { StreamEnabled: boolean; StreamViewType?: StreamViewType }) =>
      client.send(new UpdateTableCommand({ TableName: "streamed", StreamSpecification }));
    await expect(change({ StreamEnabled: true, StreamViewType: "NEW_IMAGE" })).rejects.toThrow(
      "Table already has an enabled stream: TableName: streamed",
    );
    await change({ StreamEnabled: false });
    await expect(change({ StreamEnabled: false })).rejects.toThrow("Table doesn't have a stream to disable");
    await put("unseen");
    await change({ StreamEnabled: true, StreamViewType: "NEW_IMAGE" });
    await put("b");
    const { Table } = await client.send(new DescribeTableCommand({ TableName: "streamed" }));
    expect(Table?.LatestStreamArn).not.toBe(first);
    expect(Table?.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: "NEW_IMAGE" });
    const ended = await call("DescribeStream", { StreamArn: first });
    expect(ended.StreamDescription).toMatchObject({
      StreamStatus: "DISABLED",
      Shards: [{ SequenceNumberRange: { EndingSequenceNumber: expect.any(String) as string } }],
    });
    const { ShardIterator } = await iteratorOf(first);
    const all = await call("GetRecords", { ShardIterator });
    expect(all.Records).toHaveLength(1);
    expect(all).not.toHaveProperty("NextShardIterator");
    expect(await recordsOf(Table?.LatestStreamArn ?? "")).toHaveLength(1);
    await client.send(new DeleteTableCommand({ TableName: "streamed" }));
    expect(await recordsOf(Table?.LatestStreamArn ?? "")).toHaveLength(1);
    await clock.advance(24 * 60 * 60_000);
    expect((await call("DescribeStream", { StreamArn: first })).__type).toContain("ResourceNotFoundException");
  });

  it("is listed by table, page by page", async () => {
    const one = await createTable("KEYS_ONLY", "one");
    const two = await createTable("KEYS_ONLY", "two");
    await createTable(undefined, "none");
    const page = await call("ListStreams", { Limit: 1 });
    expect(page.Streams).toMatchObject([{ StreamArn: one, TableName: "one" }]);
    const rest = await call("ListStreams", { ExclusiveStartStreamArn: page.LastEvaluatedStreamArn });
    expect(rest.Streams?.map(({ StreamArn }) => StreamArn)).toEqual([two]);
    expect((await call("ListStreams", { TableName: "none" })).Streams).toEqual([]);
  });

  it("keeps its records over a restart", async () => {
    const arn = await createTable("KEYS_ONLY");
    await put("a");
    cloud = await cloud.restart();
    client = new DynamoDBClient(cloud.clientConfig);
    await put("b");
    expect(await recordsOf(arn)).toHaveLength(2);
  });

  it("is read by who may", async () => {
    const StreamArn = await createTable("KEYS_ONLY");
    await createRole(cloud.cloud, {
      name: "reader",
      service: "lambda.amazonaws.com",
      actions: ["dynamodb:ListStreams"],
    });
    const roleArn = "arn:aws:iam::000000000000:role/reader";
    const role = { kind: "role", roleArn, sessionName: "test" } as const;
    await cloud.cloud.call("dynamodbstreams", "ListStreams", {}, role);
    await expect(cloud.cloud.call("dynamodbstreams", "DescribeStream", { StreamArn }, role)).rejects.toThrow(
      `is not authorized to perform: dynamodb:DescribeStream on resource: ${StreamArn}`,
    );
  });

  it.each([
    ["GetRecords", { ShardIterator: "nonsense" }, "ValidationException"],
    ["GetRecords", {}, "ValidationException"],
    ["DescribeStream", { StreamArn: "arn:aws:dynamodb:us-east-1:000000000000:table/x/stream/y" }, "ResourceNotFound"],
    ["ListStreams", { Limit: 101 }, "ValidationException"],
  ])("refuses %s of what is not there", async (operation, input, error) => {
    expect((await call(operation, input)).__type).toContain(error);
  });
});
