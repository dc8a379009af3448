import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { AttributeValue, ScanCommandOutput, UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

let cloud: TestCloud;
let client: DynamoDBClient;
const TableName = "things";

beforeAll(async () => {
  cloud = await createTestCloud();
  client = new DynamoDBClient(cloud.clientConfig);
  await client.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: [
        { AttributeName: "id", AttributeType: "S" },
        { AttributeName: "n", AttributeType: "N" },
        { AttributeName: "tag", AttributeType: "S" },
      ],
      KeySchema: [
        { AttributeName: "id", KeyType: "HASH" },
        { AttributeName: "n", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "by-tag",
          KeySchema: [{ AttributeName: "tag", KeyType: "HASH" }],
          Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["extra"] },
        },
      ],
      LocalSecondaryIndexes: [
        {
          IndexName: "local-tag",
          KeySchema: [
            { AttributeName: "id", KeyType: "HASH" },
            { AttributeName: "tag", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "KEYS_ONLY" },
        },
      ],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
});

afterAll(() => cloud.close());

type Item = Record<string, AttributeValue>;
const key = (id: string, n: number | string = 1): Item => ({ id: { S: id }, n: { N: String(n) } });
const put = (Item: Item, more: object = {}) => client.send(new PutItemCommand({ TableName, Item, ...more }));
const get = async (Key: Item, more: object = {}) =>
  (await client.send(new GetItemCommand({ TableName, Key, ...more }))).Item;
const update = (Key: Item, UpdateExpression: string, more: Partial<UpdateItemCommandInput> = {}) =>
  client.send(new UpdateItemCommand({ TableName, Key, UpdateExpression, ...more }));

describe("single items", () => {
  it("gives back every type as it was put, numbers in plain notation", async () => {
    const item: Item = {
      ...key("types"),
      bytes: { B: new Uint8Array([0, 255, 1]) },
      no: { BOOL: false },
      nothing: { NULL: true },
      empty: { S: "" },
      big: { N: "12345678901234567890123456789012345678" },
      small: { N: "0.10" },
      power: { N: "1.5E3" },
      map: { M: { list: { L: [{ S: "ü" }, { M: {} }, { L: [] }] }, ["to.ken"]: { N: "-0" } } },
      words: { SS: ["b", "a"] },
      numbers: { NS: ["1.0", "2"] },
      blobs: { BS: [new Uint8Array([1]), new Uint8Array([])] },
    };
    await put(item);
    expect(await get(key("types", "1.00"))).toEqual({
      ...item,
      small: { N: "0.1" },
      power: { N: "1500" },
      map: { M: { list: { L: [{ S: "ü" }, { M: {} }, { L: [] }] }, ["to.ken"]: { N: "0" } } },
      numbers: { NS: ["1", "2"] },
    });
  });

  it.each<[string, Item, string]>([
    ["an empty key", { id: { S: "" }, n: { N: "1" } }, "cannot contain an empty string value. Key: id"],
    ["no sort key", { id: { S: "a" } }, "Missing the key n in the item"],
    ["a key of another type", { id: { S: "a" }, n: { S: "1" } }, "Type mismatch for key n expected: N actual: S"],
    ["a number of 39 digits", { ...key("a"), x: { N: "1".repeat(39) } }, "more than 38 significant digits"],
    ["a number too large", { ...key("a"), x: { N: "1e126" } }, "Number overflow"],
    ["a number too small", { ...key("a"), x: { N: "1e-131" } }, "Number underflow"],
    ["no number", { ...key("a"), x: { N: "ten" } }, "cannot be converted to a numeric value: ten"],
    ["an empty set", { ...key("a"), x: { SS: [] } }, "An string set  may not be empty"],
    ["a set with a member twice", { ...key("a"), x: { NS: ["1", "1.0"] } }, "Input collection contains duplicates"],
    ["an index key of another type", { ...key("a"), tag: { N: "1" } }, "Type mismatch for Index Key tag Expected: S"],
    ["an empty index key", { ...key("a"), tag: { S: "" } }, "IndexKey: tag"],
    ["a long sort of key", { id: { S: "a".repeat(2049) }, n: { N: "1" } }, "Size of hashkey has exceeded"],
    ["an item of more than 400 KB", { ...key("a"), x: { S: "x".repeat(410_000) } }, "Item size has exceeded"],
  ])("refuses %s", async (_, item, message) => {
    await expect(put(item)).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining(message) as string,
    });
  });

  it("tells a failed condition, with the item where that is asked for", async () => {
    await put({ ...key("taken"), who: { S: "me" } });
    const again = put(key("taken"), {
      ConditionExpression: "attribute_not_exists(id)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
    await expect(again).rejects.toMatchObject({
      name: "ConditionalCheckFailedException",
      message: "The conditional request failed",
      Item: { who: { S: "me" } },
    });
  });

  it("answers the old item of a put and a delete, and what the write used", async () => {
    await put({ ...key("old"), v: { S: "x".repeat(1500) }, tag: { S: "t" } });
    const replaced = await put(key("old"), { ReturnValues: "ALL_OLD", ReturnConsumedCapacity: "INDEXES" });
    expect(replaced.Attributes?.["tag"]).toEqual({ S: "t" });
    expect(replaced.ConsumedCapacity).toMatchObject({ Table: { CapacityUnits: 2 }, CapacityUnits: 6 });
    const { Attributes } = await client.send(
      new DeleteItemCommand({ TableName, Key: key("old"), ReturnValues: "ALL_OLD" }),
    );
    expect(Attributes).toEqual(key("old"));
    expect(await get(key("old"))).toBeUndefined();
  });

  it("projects nested paths, and closes up lists", async () => {
    await put({
      ...key("nested"),
      a: { M: { b: { L: [{ N: "1" }, { N: "2" }, { M: { c: { S: "x" }, d: { S: "y" } } }] } } },
    });
    const Item = await get(key("nested"), { ProjectionExpression: "a.b[0], a.b[2].c, gone" });
    expect(Item).toEqual({ a: { M: { b: { L: [{ N: "1" }, { M: { c: { S: "x" } } }] } } } });
  });
});

describe("UpdateItem", () => {
  const values = (given: Item) => ({ ExpressionAttributeValues: given });

  it("creates what is not there, counts exactly, and answers what it changed", async () => {
    const first = await update(key("count"), "ADD hits :one SET made = if_not_exists(made, :now)", {
      ...values({ ":one": { N: "0.1" }, ":now": { S: "t1" } }),
      ReturnValues: "ALL_NEW",
    });
    expect(first.Attributes).toEqual({ ...key("count"), hits: { N: "0.1" }, made: { S: "t1" } });
    const second = await update(key("count"), "ADD hits :two SET made = if_not_exists(made, :now)", {
      ...values({ ":two": { N: "0.2" }, ":now": { S: "t2" } }),
      ReturnValues: "UPDATED_NEW",
    });
    expect(second.Attributes).toEqual({ hits: { N: "0.3" }, made: { S: "t1" } });
    const old = await update(key("count"), "SET hits = hits - :x", {
      ...values({ ":x": { N: "1e-20" } }),
      ReturnValues: "UPDATED_OLD",
    });
    expect(old.Attributes).toEqual({ hits: { N: "0.3" } });
    expect((await get(key("count")))?.["hits"]).toEqual({ N: "0.29999999999999999999" });
  });

  it("reaches into lists and maps, all from the item as it was", async () => {
    const l = (...items: string[]) => ({ L: items.map((S) => ({ S })) });
    await put({
      ...key("deep"),
      l: l("a", "b", "c"),
      m: { M: { x: { S: "1" }, y: { S: "2" } } },
      s: { SS: ["p", "q"] },
    });
    const changed = await update(
      key("deep"),
      "SET l[0] = l[2], l[9] = :z, #m.x = #m.y, joined = list_append(l, :more) REMOVE l[1], #m.y DELETE s :q",
      {
        ...values({ ":z": { S: "z" }, ":more": l("d"), ":q": { SS: ["q", "r"] } }),
        ExpressionAttributeNames: { "#m": "m" },
        ReturnValues: "ALL_NEW",
      },
    );
    expect(changed.Attributes).toEqual({
      ...key("deep"),
      l: l("c", "c", "z"),
      m: { M: { x: { S: "2" } } },
      s: { SS: ["p"] },
      joined: l("a", "b", "c", "d"),
    });
    await update(key("deep"), "DELETE s :p", values({ ":p": { SS: ["p"] } }));
    expect(await get(key("deep"))).not.toHaveProperty("s");
  });

  it.each<[string, string, Item | undefined, string]>([
    ["a key", "SET n = :v", { ":v": { N: "2" } }, "Cannot update attribute n. This attribute is part of the key"],
    ["paths that overlap", "SET a.b = :v REMOVE a", { ":v": { N: "2" } }, "Two document paths overlap with each other"],
    ["paths that conflict", "SET a.b = :v REMOVE a[1]", { ":v": { N: "2" } }, "Two document paths conflict"],
    ["a section twice", "SET a = :v SET b = :v", { ":v": { N: "2" } }, 'The "SET" section can only be used once'],
    ["a value it lacks", "SET a = :v", undefined, "value used in expression is not defined; attribute value: :v"],
    ["a value too many", "SET a = :v", { ":v": { N: "1" }, ":w": { N: "1" } }, "unused in expressions: keys: {:w}"],
    ["a reserved word", "SET status = :v", { ":v": { N: "1" } }, "reserved keyword; reserved keyword: status"],
    ["a parent that is not there", "SET nope.a = :v", { ":v": { N: "1" } }, "document path provided in the update"],
    ["an operand that is not there", "SET a = nope", undefined, "refers to an attribute that does not exist"],
    ["adding to a text", "SET a = id + :v", { ":v": { N: "1" } }, "incorrect data type"],
    ["ADD of a text", "ADD a :v", { ":v": { S: "1" } }, "operator: ADD, operand type: STRING"],
    ["a syntax error", "SET a : :v", { ":v": { S: "1" } }, 'Syntax error; token: ":", near: ":'],
  ])("refuses %s", async (_, expression, ExpressionAttributeValues, message) => {
    await put(key("refusing"));
    const refused = update(key("refusing"), expression, ExpressionAttributeValues && { ExpressionAttributeValues });
    await expect(refused).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining(message) as string,
    });
  });
});

describe("Query and Scan", () => {
  const numbers = ["-10.5", "-2", "-1.25", "-1.2", "0", "0.001", "1", "9", "10", "100", "1e20"];
  const query = (KeyConditionExpression: string, given: Item, more: object = {}) =>
    client.send(new QueryCommand({ TableName, KeyConditionExpression, ExpressionAttributeValues: given, ...more }));
  const found = async (condition: string, given: Item, more: object = {}) =>
    (await query(condition, { ":id": { S: "sorted" }, ...given }, more)).Items?.map(({ n }) => Number(n?.N));

  beforeAll(async () => {
    for (const n of numbers.toReversed()) {
      await put({ ...key("sorted", n), tag: { S: `tag${n.length}` }, extra: { S: n }, own: { S: n } });
    }
  });

  it("sorts numbers as numbers, both ways", async () => {
    expect(await found("id = :id", {})).toEqual(numbers.map(Number));
    expect(await found("id = :id", {}, { ScanIndexForward: false })).toEqual(numbers.map(Number).toReversed());
  });

  it("takes a part of a partition", async () => {
    const bounds = { ":a": { N: "-1.2" }, ":b": { N: "9" } };
    expect(await found("id = :id AND n BETWEEN :a AND :b", bounds)).toEqual([-1.2, 0, 0.001, 1, 9]);
    expect(await found("id = :id AND n < :a", { ":a": { N: "-1.2" } })).toEqual([-10.5, -2, -1.25]);
    expect(await found("n >= :a AND id = :id", { ":a": { N: "100" } })).toEqual([100, 1e20]);
  });

  it("goes on from page to page", async () => {
    const seen: (string | undefined)[] = [];
    let ExclusiveStartKey: Item | undefined;
    let pages = 0;
    do {
      const page: Awaited<ReturnType<typeof query>> = await query(
        "id = :id",
        { ":id": { S: "sorted" } },
        { Limit: 4, ExclusiveStartKey },
      );
      seen.push(...(page.Items ?? []).map(({ extra }) => extra?.S));
      ExclusiveStartKey = page.LastEvaluatedKey;
      pages += 1;
    } while (ExclusiveStartKey !== undefined);
    expect({ seen, pages }).toEqual({ seen: numbers, pages: 3 });
  });

  it("ends a page at 1 MB", async () => {
    const filler = { S: "x".repeat(300_000) };
    for (const n of [1, 2, 3, 4, 5]) await put({ ...key("large", n), filler });
    const page = await query("id = :id", { ":id": { S: "large" } });
    expect(page).toMatchObject({ Count: 4, LastEvaluatedKey: key("large", 4) });
    const counted = await query(
      "id = :id",
      { ":id": { S: "large" } },
      { Select: "COUNT", ExclusiveStartKey: page.LastEvaluatedKey },
    );
    expect(counted).toMatchObject({ Count: 1, ScannedCount: 1 });
    expect(counted.Items).toBeUndefined();
  });

  it("reads an index with what it projects, a local one with all", async () => {
    const given = { ":t": { S: "tag3" }, ":x": { S: "100" } };
    const { Items, ScannedCount } = await query("tag = :t", given, {
      IndexName: "by-tag",
      FilterExpression: "extra = :x",
    });
    expect(Items).toEqual([{ ...key("sorted", 100), tag: { S: "tag3" }, extra: { S: "100" } }]);
    expect(ScannedCount).toBe(1);
    const local = await query(
      "id = :id AND begins_with(tag, :t)",
      { ":id": { S: "sorted" }, ":t": { S: "tag3" } },
      { IndexName: "local-tag", Select: "ALL_ATTRIBUTES" },
    );
    expect(local.Items?.map(({ own }) => own?.S)).toEqual(["100"]);
    const missing = query("tag = :t", { ":t": { S: "tag3" } }, { IndexName: "by-tag", ProjectionExpression: "own" });
    await expect(missing).rejects.toThrow("does not project [own]");
  });

  it.each([
    ["id > :v", "Query key condition not supported"],
    ["n = :v", "missed key schema element: id"],
    ["id = :v OR n = :v", "Invalid operator used in KeyConditionExpression: OR"],
    ["id = :v AND id = :v", "must only contain one condition per key"],
    ["id = :v AND own = :v", "missed key schema element: n"],
    ["id = :v AND n = :v", "parameter type does not match schema type"],
  ])("refuses the key condition %s", async (condition, message) => {
    await expect(query(condition, { ":v": { S: "a" } })).rejects.toThrow(message);
  });

  it("scans every item once, in whatever segments", async () => {
    const scan = async (more: object): Promise<readonly string[]> => {
      const ids: string[] = [];
      let ExclusiveStartKey: Item | undefined;
      do {
        const page: ScanCommandOutput = await client.send(
          new ScanCommand({ TableName, ProjectionExpression: "id, n", Limit: 7, ExclusiveStartKey, ...more }),
        );
        ids.push(...(page.Items ?? []).map(({ id, n }) => `${id?.S} ${n?.N}`));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined);
      return ids.toSorted();
    };
    const whole = await scan({});
    expect(new Set(whole).size).toBe(whole.length);
    const segments = await Promise.all([0, 1, 2].map((Segment) => scan({ Segment, TotalSegments: 3 })));
    expect(segments.flat().toSorted()).toEqual(whole);
    expect(segments.filter(({ length }) => length > 0).length).toBeGreaterThan(1);
  });
});

describe("batches and transactions", () => {
  it("writes and reads batches", async () => {
    const puts = [1, 2, 3].map((n) => ({ PutRequest: { Item: { ...key("batch", n), v: { N: String(n) } } } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: puts } }));
    const deletion = { DeleteRequest: { Key: key("batch", 2) } };
    await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: [deletion] } }));
    const Keys = [1, 2, 3].map((n) => key("batch", n));
    const { Responses } = await client.send(
      new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys, ProjectionExpression: "v" } } }),
    );
    expect(Responses).toEqual({ [TableName]: [{ v: { N: "1" } }, { v: { N: "3" } }] });
    const twice = { RequestItems: { [TableName]: { Keys: [key("batch", 1), key("batch", "1.0")] } } };
    await expect(client.send(new BatchGetItemCommand(twice))).rejects.toThrow("contains duplicates");
    const many = Array.from({ length: 26 }, (_, n) => ({ DeleteRequest: { Key: key("batch", n) } }));
    const tooMany = client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: many } }));
    await expect(tooMany).rejects.toThrow("Too many items requested for the BatchWriteItem call");
  });

  it("does all of a transaction or nothing, and says what stood in its way", async () => {
    await put({ ...key("account", 1), money: { N: "10" } });
    const move = (amount: string) =>
      client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName, Item: { ...key("account", 2), money: { N: amount } } } },
            {
              Update: {
                TableName,
                Key: key("account", 1),
                UpdateExpression: "SET money = money - :a",
                ConditionExpression: "money >= :a",
                ExpressionAttributeValues: { ":a": { N: amount } },
                ReturnValuesOnConditionCheckFailure: "ALL_OLD",
              },
            },
          ],
        }),
      );
    await expect(move("11")).rejects.toMatchObject({
      name: "TransactionCanceledException",
      message: expect.stringContaining("[None, ConditionalCheckFailed]") as string,
      CancellationReasons: [{ Code: "None" }, { Code: "ConditionalCheckFailed", Item: { money: { N: "10" } } }],
    });
    expect(await get(key("account", 2))).toBeUndefined();
    await move("4");
    const Gets = [1, 2, 3].map((n) => ({ Get: { TableName, Key: key("account", n), ProjectionExpression: "money" } }));
    const { Responses } = await client.send(new TransactGetItemsCommand({ TransactItems: Gets }));
    expect(Responses).toEqual([{ Item: { money: { N: "6" } } }, { Item: { money: { N: "4" } } }, {}]);
  });

  it("does a transaction once under one token", async () => {
    const add = (amount: string) =>
      client.send(
        new TransactWriteItemsCommand({
          ClientRequestToken: "token-1",
          TransactItems: [
            {
              Update: {
                TableName,
                Key: key("once"),
                UpdateExpression: "ADD hits :a",
                ExpressionAttributeValues: { ":a": { N: amount } },
              },
            },
          ],
        }),
      );
    await add("1");
    await add("1");
    expect((await get(key("once")))?.["hits"]).toEqual({ N: "1" });
    await expect(add("2")).rejects.toMatchObject({ name: "IdempotentParameterMismatchException" });
  });

  it("refuses two writes of one item", async () => {
    const Put = { TableName, Item: key("both") };
    const both = client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }, { Put }] }));
    await expect(both).rejects.toThrow("multiple operations on one item");
  });
});

it("refuses legacy parameters and PartiQL by name", async () => {
  const legacy = put(key("legacy"), { Expected: { id: { Exists: false } } });
  await expect(legacy).rejects.toThrow("The member Expected of dynamodb PutItem is not implemented");
});
