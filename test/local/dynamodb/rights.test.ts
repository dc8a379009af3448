import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";
import { setRights } from "../iam/set-rights.ts";
import { createRole } from "../lambda/create-role.ts";

let cloud: TestCloud;
const TableName = "owned";
const arn = "arn:aws:dynamodb:us-east-1:000000000000:table/owned";
const root = { kind: "root" } as const;
const role = {
  kind: "role",
  roleArn: "arn:aws:iam::000000000000:role/reader",
  sessionName: "session",
} as const;

beforeAll(async () => {
  cloud = await createTestCloud();
  const call = (operation: string, input: object) => cloud.cloud.call("dynamodb", operation, input, root);
  await call("CreateTable", {
    TableName,
    AttributeDefinitions: ["id", "who"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    GlobalSecondaryIndexes: [
      {
        IndexName: "by-who",
        KeySchema: [{ AttributeName: "who", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
      },
    ],
    BillingMode: "PAY_PER_REQUEST",
  });
  await call("PutItem", { TableName, Item: { id: { S: "mine" }, who: { S: "me" } } });
  await createRole(cloud.cloud, { name: "reader", service: "lambda.amazonaws.com" });
});
afterAll(() => cloud.close());

const allow = (statement: object) => setRights(cloud.cloud, "reader", statement);
const as = (operation: string, input: object) => cloud.cloud.call<object>("dynamodb", operation, input, role);
const get = (id: string) => as("GetItem", { TableName, Key: { id: { S: id } } });

describe("a role", () => {
  it("does what it may on the table or the index that it names, and nothing else", async () => {
    await allow({ Action: ["dynamodb:GetItem", "dynamodb:Query"], Resource: arn });
    expect(await get("mine")).toMatchObject({ Item: { id: { S: "mine" } } });
    await expect(as("DeleteItem", { TableName, Key: { id: { S: "mine" } } })).rejects.toMatchObject({
      code: "AccessDeniedException",
      message: expect.stringContaining(
        `is not authorized to perform: dynamodb:DeleteItem on resource: ${arn} because`,
      ) as string,
    });
    const byWho = {
      TableName,
      IndexName: "by-who",
      KeyConditionExpression: "who = :who",
      ExpressionAttributeValues: { ":who": { S: "me" } },
    };
    await expect(as("Query", byWho)).rejects.toThrow(`dynamodb:Query on resource: ${arn}/index/by-who`);
    await allow({ Action: "dynamodb:Query", Resource: `${arn}/index/*` });
    expect(await as("Query", byWho)).toMatchObject({ Count: 1 });
  });

  it("needs the right of each write of a transaction", async () => {
    await allow({ Action: "dynamodb:PutItem", Resource: arn });
    const Put = { TableName, Item: { id: { S: "t" } } };
    const ConditionCheck = { TableName, Key: { id: { S: "mine" } }, ConditionExpression: "attribute_exists(id)" };
    await as("TransactWriteItems", { TransactItems: [{ Put }] });
    await expect(as("TransactWriteItems", { TransactItems: [{ Put }, { ConditionCheck }] })).rejects.toThrow(
      "dynamodb:ConditionCheckItem",
    );
  });

  it("is held to the partitions that its policy names", async () => {
    await allow({
      Action: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:BatchGetItem"],
      Resource: arn,
      Condition: { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["mine"] } },
    });
    expect(await get("mine")).toHaveProperty("Item");
    await expect(get("theirs")).rejects.toThrow("dynamodb:GetItem");
    const query = (id: string) =>
      as("Query", { TableName, KeyConditionExpression: "id = :id", ExpressionAttributeValues: { ":id": { S: id } } });
    expect(await query("mine")).toMatchObject({ Count: 1 });
    await expect(query("theirs")).rejects.toThrow("dynamodb:Query");
    const Keys = ["mine", "theirs"].map((S) => ({ id: { S } }));
    await expect(as("BatchGetItem", { RequestItems: { [TableName]: { Keys } } })).rejects.toThrow("BatchGetItem");
  });
});
