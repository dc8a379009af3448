import { describe, expect, it } from "vitest";
import { hasTool } from "../support/required-tool.ts";
import { awsCliSuite } from "./aws-cli-suite.ts";

// The AWS CLI as it comes: it parses every answer itself.
describe.skipIf(!hasTool("aws"))("aws dynamodb", { timeout: 60_000 }, () => {
  const { aws, refused } = awsCliSuite();

  const table = ["--table-name", "orders"];
  const key = ["--key", '{"id":{"S":"o1"}}'];

  it("makes a table, works with its items, and deletes it", async () => {
    const made = await aws(
      "dynamodb create-table",
      {
        attributeDefinitions: "AttributeName=id,AttributeType=S",
        keySchema: "AttributeName=id,KeyType=HASH",
        billingMode: "PAY_PER_REQUEST",
      },
      ...table,
    );
    expect(made).toMatchObject({ TableDescription: { TableName: "orders" } });
    await aws("dynamodb wait table-exists", {}, ...table);
    await aws("dynamodb put-item", { item: '{"id":{"S":"o1"},"n":{"N":"1.10"},"tags":{"SS":["a"]}}' }, ...table);
    const again = aws(
      "dynamodb put-item",
      { item: '{"id":{"S":"o1"}}', conditionExpression: "attribute_not_exists(id)" },
      ...table,
    );
    await expect(again).rejects.toThrow("(ConditionalCheckFailedException)");
    const change = ["--update-expression", "ADD n :n", "--expression-attribute-values", '{":n":{"N":"2"}}'];
    expect(await aws("dynamodb update-item", { returnValues: "UPDATED_NEW" }, ...table, ...key, ...change)).toEqual({
      Attributes: { n: { N: "3.1" } },
    });
    expect(await aws("dynamodb get-item", {}, ...table, ...key)).toEqual({
      Item: { id: { S: "o1" }, n: { N: "3.1" }, tags: { SS: ["a"] } },
    });
    const values = ["--expression-attribute-values", '{":id":{"S":"o1"}}'];
    expect(await aws("dynamodb query", { keyConditionExpression: "id = :id" }, ...table, ...values)).toMatchObject({
      Count: 1,
    });
  });

  it("pages through a scan by itself, and deletes the table", async () => {
    const put = (n: number) => ({ PutRequest: { Item: { id: { S: `p${n}` } } } });
    const requests = { orders: Array.from({ length: 20 }, (_, n) => put(n)) };
    expect(await aws("dynamodb batch-write-item", { requestItems: JSON.stringify(requests) })).toEqual({
      UnprocessedItems: {},
    });
    const Key = { id: { S: "p1" } };
    const condition = { TableName: "orders", Key, ConditionExpression: "attribute_exists(id)" };
    const Put = { TableName: "orders", Item: { id: { S: "t1" } } };
    await aws("dynamodb transact-write-items", { transactItems: [{ ConditionCheck: condition }, { Put }] });
    const never = { ConditionCheck: { ...condition, ConditionExpression: "attribute_not_exists(id)" } };
    expect(
      await refused("dynamodb transact-write-items", {
        transactItems: [never, { Put }],
      }),
    ).toContain(
      "An error occurred (TransactionCanceledException) when calling the TransactWriteItems operation: Transaction cancelled, please refer cancellation reasons for specific reasons [ConditionalCheckFailed, None]",
    );
    const got = await aws("dynamodb batch-get-item", {
      requestItems: { orders: { Keys: [Key, { id: { S: "t1" } }] } },
    });
    expect(got.Responses.orders).toHaveLength(2);
    expect(await aws("dynamodb delete-item", { key: { id: { S: "t1" } }, returnValues: "ALL_OLD" }, ...table)).toEqual({
      Attributes: { id: { S: "t1" } },
    });
    await aws(
      "dynamodb update-time-to-live",
      { timeToLiveSpecification: { Enabled: true, AttributeName: "until" } },
      ...table,
    );
    expect((await aws("dynamodb describe-time-to-live", {}, ...table)).TimeToLiveDescription).toMatchObject({
      AttributeName: "until",
    });
    expect((await aws("dynamodb describe-table", {}, ...table)).Table).toMatchObject({
      TableStatus: "ACTIVE",
      ItemCount: 21,
    });
    const { Items } = await aws("dynamodb scan", { pageSize: "6" }, ...table);
    expect(Items).toHaveLength(21);
    await aws("dynamodb delete-table", {}, ...table);
    await aws("dynamodb wait table-not-exists", {}, ...table);
    expect(await aws("dynamodb list-tables")).toEqual({ TableNames: [] });
  });
});
