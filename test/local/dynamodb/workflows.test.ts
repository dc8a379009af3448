import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";
import { createMachine, finished, start } from "../runtime/execute.ts";
import { createRoles } from "../runtime/stand-ins.ts";

// Step Functions calls DynamoDB, both ways that it has.

let cloud: TestCloud;
const TableName = "orders";

beforeAll(async () => {
  cloud = await createTestCloud();
  await createRoles(cloud.cloud);
  const table = {
    TableName,
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
  };
  await cloud.cloud.call("dynamodb", "CreateTable", table, { kind: "root" });
});
afterAll(() => cloud.close());

const task = (Resource: string, Arguments: object, more: object = { End: true }): object => ({
  Type: "Task",
  Resource: `arn:aws:states:::${Resource}`,
  Arguments: { TableName, ...Arguments },
  ...more,
});

async function run(states: object, name: string, role = "machine") {
  const { status, output, error, cause } = await finished(
    cloud,
    await start(cloud, await createMachine(cloud, states, name, role)),
  );
  return { status, error, cause, output: output === undefined ? undefined : (JSON.parse(output) as unknown) };
}

const id = { S: "o1" };

it("puts, counts, reads and deletes an item by the optimized integrations", async () => {
  const counted = {
    UpdateExpression: "ADD tries :one",
    ExpressionAttributeValues: { ":one": { N: "1" } },
    ReturnValues: "ALL_NEW",
  };
  const { output } = await run(
    {
      Put: task("dynamodb:putItem", { Item: { id, isNew: { BOOL: true }, none: { NULL: true } } }, { Next: "Count" }),
      Count: task("dynamodb:updateItem", { Key: { id }, ...counted }, { Next: "Get" }),
      Get: task("dynamodb:getItem", { Key: { id } }, { Assign: { item: "{% $states.result.Item %}" }, Next: "Delete" }),
      Delete: task("dynamodb:deleteItem", { Key: { id } }, { Output: "{% $item %}", End: true }),
    },
    "life",
  );
  expect(output).toEqual({ id, isNew: { BOOL: true }, none: { NULL: true }, tries: { N: "1" } });
});

it("names a failed condition so that a workflow can catch it", async () => {
  const once = { Item: { id: { S: "once" } }, ConditionExpression: "attribute_not_exists(id)" };
  const Catch = [{ ErrorEquals: ["DynamoDB.ConditionalCheckFailedException"], Next: "Known" }];
  const states = {
    First: task("dynamodb:putItem", once, { Next: "Again" }),
    Again: task("dynamodb:putItem", once, { Catch, End: true }),
    Known: { Type: "Pass", Output: "known", End: true },
  };
  expect(await run(states, "once")).toMatchObject({ status: "SUCCEEDED", output: "known" });
  const denied = await run({ First: task("dynamodb:putItem", once) }, "denied", "powerless");
  expect(denied.error).toBe("DynamoDB.AmazonDynamoDBException");
  expect(denied.cause).toContain("is not authorized to perform: dynamodb:PutItem");
});

it("queries by the SDK's integration, and refuses attributes whose spelling there is not settled", async () => {
  const question = { KeyConditionExpression: "id = :id", ExpressionAttributeValues: { ":id": { S: "q" } } };
  const query = task("aws-sdk:dynamodb:query", question, { Output: "{% $states.result.Items %}", End: true });
  const put = (more: object) => task("dynamodb:putItem", { Item: { id: { S: "q" }, ...more } }, { Next: "Query" });
  const found = await run({ Put: put({ n: { N: "7" }, B: { S: "a name" } }), Query: query }, "query");
  expect(found.output).toEqual([{ id: { S: "q" }, n: { N: "7" }, B: { S: "a name" } }]);
  const refused = await run({ Put: put({ yes: { BOOL: true } }), Query: query }, "query-bool");
  expect(refused).toMatchObject({ status: "FAILED", error: "States.Runtime" });
  expect(refused.cause).toContain("Attributes of type BOOL");
});
