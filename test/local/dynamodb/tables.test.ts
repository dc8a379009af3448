import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from "@aws-sdk/client-dynamodb";
import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createManualClock } from "../../support/manual-clock.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

const clock = createManualClock();
let cloud: TestCloud;
let client: DynamoDBClient;

beforeAll(async () => {
  cloud = await createTestCloud({ clock });
  client = new DynamoDBClient(cloud.clientConfig);
});
afterAll(() => cloud.close());

const simple = (TableName: string, more: Partial<CreateTableCommandInput> = {}): CreateTableCommandInput => ({
  TableName,
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  BillingMode: "PAY_PER_REQUEST",
  ...more,
});
const create = (TableName: string, more: Partial<CreateTableCommandInput> = {}) =>
  client.send(new CreateTableCommand(simple(TableName, more)));

describe("a table", () => {
  it("is made, described, listed and deleted, as waiters wait for it", async () => {
    const { TableDescription } = await create("first-table");
    expect(TableDescription?.TableStatus).toBe("CREATING");
    await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName: "first-table" });
    const TableName = "arn:aws:dynamodb:us-east-1:000000000000:table/first-table";
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    expect(Table).toMatchObject({
      TableName: "first-table",
      TableStatus: "ACTIVE",
      TableArn: TableName,
      ItemCount: 0,
      BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
      DeletionProtectionEnabled: false,
    });
    expect((await client.send(new ListTablesCommand({}))).TableNames).toContain("first-table");
    await expect(create("first-table")).rejects.toMatchObject({
      name: "ResourceInUseException",
      message: "Table already exists: first-table",
    });
    await client.send(new DeleteTableCommand({ TableName: "first-table" }));
    await waitUntilTableNotExists({ client, maxWaitTime: 30 }, { TableName: "first-table" });
    await expect(client.send(new DescribeTableCommand({ TableName: "first-table" }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "Requested resource not found: Table: first-table not found",
    });
  });

  it.each<[string, Partial<CreateTableCommandInput>, string]>([
    ["a name too short", { TableName: "ab" }, "at least 3 characters long"],
    ["a key that is not defined", { AttributeDefinitions: [{ AttributeName: "x", AttributeType: "S" }] }, "Keys: [id]"],
    [
      "an attribute that is no key",
      { AttributeDefinitions: ["id", "x"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })) },
      "does not exactly match number of attributes",
    ],
    ["no throughput", { BillingMode: "PROVISIONED" }, "must both be specified when BillingMode is PROVISIONED"],
    [
      "a throughput of nothing",
      { BillingMode: "PROVISIONED", ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 1 } },
      "Value '0' at 'provisionedThroughput.readCapacityUnits'",
    ],
    [
      "a class that there is not",
      { TableClass: "FAST" as "STANDARD" },
      "enum value set: [STANDARD, STANDARD_INFREQUENT",
    ],
    ["a sort key first", { KeySchema: [{ AttributeName: "id", KeyType: "RANGE" }] }, "is not a HASH key type"],
    [
      "a local index without a sort key",
      {
        LocalSecondaryIndexes: [
          {
            IndexName: "local",
            KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
            Projection: { ProjectionType: "ALL" },
          },
        ],
      },
      "Table KeySchema does not have a range key",
    ],
    [
      "a stream without a view",
      { StreamSpecification: { StreamEnabled: true } },
      "StreamViewType must be specified when StreamEnabled is true",
    ],
  ])("is refused with %s", async (_, more, message) => {
    await expect(create("refused", more)).rejects.toThrow(message);
  });

  it("gets a new index filled with what is there, and loses it", async () => {
    await create("growing");
    const Item = { id: { S: "1" }, who: { S: "me" } };
    await client.send(new PutItemCommand({ TableName: "growing", Item }));
    await client.send(new PutItemCommand({ TableName: "growing", Item: { id: { S: "2" }, who: { N: "1" } } }));
    const query = () =>
      client.send(
        new QueryCommand({
          TableName: "growing",
          IndexName: "by-who",
          KeyConditionExpression: "who = :who",
          ExpressionAttributeValues: { ":who": { S: "me" } },
        }),
      );
    await expect(query()).rejects.toThrow("The table does not have the specified index: by-who");
    const KeySchema = [{ AttributeName: "who", KeyType: "HASH" as const }];
    const Create = { IndexName: "by-who", KeySchema, Projection: { ProjectionType: "ALL" as const } };
    await client.send(
      new UpdateTableCommand({
        TableName: "growing",
        AttributeDefinitions: [{ AttributeName: "who", AttributeType: "S" }],
        GlobalSecondaryIndexUpdates: [{ Create }],
      }),
    );
    expect((await query()).Items).toEqual([Item]);
    const Delete = { IndexName: "by-who" };
    const { TableDescription } = await client.send(
      new UpdateTableCommand({ TableName: "growing", GlobalSecondaryIndexUpdates: [{ Delete }] }),
    );
    expect(TableDescription?.AttributeDefinitions).toEqual([{ AttributeName: "id", AttributeType: "S" }]);
    await expect(query()).rejects.toThrow("does not have the specified index");
  });

  it("is protected from deletion while that is asked for", async () => {
    await create("guarded", { DeletionProtectionEnabled: true });
    const remove = () => client.send(new DeleteTableCommand({ TableName: "guarded" }));
    await expect(remove()).rejects.toThrow("currently protected against deletion");
    await client.send(new UpdateTableCommand({ TableName: "guarded", DeletionProtectionEnabled: false }));
    await remove();
  });

  it("has tags", async () => {
    await create("tagged", { Tags: [{ Key: "a", Value: "1" }] });
    const ResourceArn = "arn:aws:dynamodb:us-east-1:000000000000:table/tagged";
    await client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: "b", Value: "2" }] }));
    await client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ["a"] }));
    const { Tags } = await client.send(new ListTagsOfResourceCommand({ ResourceArn }));
    expect(Tags).toEqual([{ Key: "b", Value: "2" }]);
  });

  it("takes point-in-time recovery without doing it, and says so", async () => {
    await create("backed-up");
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
    await client.send(new UpdateContinuousBackupsCommand({ TableName: "backed-up", PointInTimeRecoverySpecification }));
    const described = await client.send(new DescribeContinuousBackupsCommand({ TableName: "backed-up" }));
    expect(described.ContinuousBackupsDescription?.PointInTimeRecoveryDescription).toEqual({
      PointInTimeRecoveryStatus: "ENABLED",
    });
    expect(cloud.logged.join()).toContain("point-in-time recovery of backed-up is noted; nothing is backed up here");
  });
});

describe("items that expire", () => {
  const TableName = "fleeting";
  const seconds = (more: number): { N: string } => ({ N: String(Math.floor(clock.now() / 1000) + more) });
  const has = async (id: string): Promise<boolean> =>
    (await client.send(new GetItemCommand({ TableName, Key: { id: { S: id } } }))).Item !== undefined;
  const put = (id: string, until: { N: string } | { S: string }) =>
    client.send(new PutItemCommand({ TableName, Item: { id: { S: id }, until } }));

  it("go when their time has come, whenever the attribute was named; those of long ago stay", async () => {
    await create(TableName);
    await put("before", seconds(60));
    await put("text", { S: "soon" });
    await put("ancient", seconds(-10 * 366 * 24 * 3600));
    const TimeToLiveSpecification = { AttributeName: "until", Enabled: true };
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: "ENABLED", AttributeName: "until" });
    await put("after", seconds(120));
    await put("past", seconds(-5));
    await clock.advance(59_000);
    expect([await has("before"), await has("after"), await has("past")]).toEqual([true, true, false]);
    await clock.advance(1_000);
    expect([await has("before"), await has("after")]).toEqual([false, true]);
    await clock.advance(60_000);
    expect([await has("after"), await has("text"), await has("ancient")]).toEqual([false, true, true]);
  });
});

it("keeps its items over a restart", async () => {
  const first = await createTestCloud();
  const root = { kind: "root" } as const;
  await first.cloud.call("dynamodb", "CreateTable", simple("kept"), root);
  const Item = { id: { S: "1" }, bytes: { B: new Uint8Array([1, 2]) }, n: { N: "1.50" } };
  await first.cloud.call("dynamodb", "PutItem", { TableName: "kept", Item }, root);
  const second = await first.restart();
  const found = await second.cloud.call("dynamodb", "GetItem", { TableName: "kept", Key: { id: { S: "1" } } }, root);
  await second.close();
  expect(found).toEqual({ Item: { id: { S: "1" }, bytes: { B: Buffer.from([1, 2]) }, n: { N: "1.5" } } });
});
