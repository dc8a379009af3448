import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasTool } from "../support/required-tool.ts";
import { createTestCloud } from "../support/test-cloud.ts";
import type { TestCloud } from "../support/test-cloud.ts";
import { runAws } from "./run-aws.ts";

// The AWS CLI as it comes: it parses every answer itself.
describe.skipIf(!hasTool("aws"))("aws dynamodb", { timeout: 60_000 }, () => {
  let cloud: TestCloud;

  beforeAll(async () => {
    cloud = await createTestCloud();
  });

  afterAll(() => cloud?.close());

  const aws = (...args: readonly string[]) => runAws(cloud.endpoint, "dynamodb", ...args);
  const table = ["--table-name", "orders"];
  const key = ["--key", '{"id":{"S":"o1"}}'];

  it("makes a table, works with its items, and deletes it", async () => {
    const made = await aws(
      "create-table",
      ...table,
      "--attribute-definitions",
      "AttributeName=id,AttributeType=S",
      "--key-schema",
      "AttributeName=id,KeyType=HASH",
      "--billing-mode",
      "PAY_PER_REQUEST",
    );
    expect(made).toMatchObject({ TableDescription: { TableName: "orders" } });
    await aws("wait", "table-exists", ...table);
    await aws("put-item", ...table, "--item", '{"id":{"S":"o1"},"n":{"N":"1.10"},"tags":{"SS":["a"]}}');
    const again = aws(
      "put-item",
      ...table,
      "--item",
      '{"id":{"S":"o1"}}',
      "--condition-expression",
      "attribute_not_exists(id)",
    );
    await expect(again).rejects.toThrow("(ConditionalCheckFailedException)");
    const change = ["--update-expression", "ADD n :n", "--expression-attribute-values", '{":n":{"N":"2"}}'];
    expect(await aws("update-item", ...table, ...key, ...change, "--return-values", "UPDATED_NEW")).toEqual({
      Attributes: { n: { N: "3.1" } },
    });
    expect(await aws("get-item", ...table, ...key)).toEqual({
      Item: { id: { S: "o1" }, n: { N: "3.1" }, tags: { SS: ["a"] } },
    });
    const values = ["--expression-attribute-values", '{":id":{"S":"o1"}}'];
    expect(await aws("query", ...table, "--key-condition-expression", "id = :id", ...values)).toMatchObject({
      Count: 1,
    });
  });

  it("pages through a scan by itself, and deletes the table", async () => {
    const put = (n: number) => ({ PutRequest: { Item: { id: { S: `p${n}` } } } });
    const requests = { orders: Array.from({ length: 20 }, (_, n) => put(n)) };
    expect(await aws("batch-write-item", "--request-items", JSON.stringify(requests))).toEqual({
      UnprocessedItems: {},
    });
    const { Items } = await aws("scan", ...table, "--page-size", "6");
    expect(Items).toHaveLength(21);
    await aws("delete-table", ...table);
    await aws("wait", "table-not-exists", ...table);
    expect(await aws("list-tables")).toEqual({ TableNames: [] });
  });
});
