import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { NextNumber } from "./load.ts";

export const table = "crash-items";

/** What the cloud has acknowledged of a table. */
export interface AcceptedItems {
  /** Id → value of the items that were put. */
  readonly put: Map<string, string>;
  /** Ids of the items that were deleted. */
  readonly deleted: Set<string>;
  /** Count → number of the transaction that raised the counter to it and wrote so into an item of its own. */
  readonly counted: Map<number, number>;
  /** What the other counter was after each addition, in the order of the answers. */
  readonly added: number[];
  /** How many additions were asked for; a request that a kill cut off may or may not have happened. */
  additionsAsked: number;
}

export function noItemsAccepted(): AcceptedItems {
  return { put: new Map(), deleted: new Set(), counted: new Map(), added: [], additionsAsked: 0 };
}

/** What is done to the table at once, each again and again. */
export function tableLoad(client: DynamoDBClient, accepted: AcceptedItems, next: NextNumber) {
  return [
    () => putAndDelete(client, accepted, next()),
    // Two of them, so that conditions fail and transactions are cancelled.
    () => count(client, accepted, next()),
    () => count(client, accepted, next()),
    () => add(client, accepted),
    () => add(client, accepted),
  ];
}

async function putAndDelete(client: DynamoDBClient, accepted: AcceptedItems, number: number): Promise<void> {
  const [id, value] = [`put-${number}`, `value ${Math.random()}`];
  await client.send(new PutItemCommand({ TableName: table, Item: { id: { S: id }, value: { S: value } } }));
  // From here on a deletion may happen although nobody hears of it.
  if (number % 4 !== 0) return void accepted.put.set(id, value);
  await client.send(new DeleteItemCommand({ TableName: table, Key: { id: { S: id } } }));
  accepted.deleted.add(id);
}

/** Raises a counter only from what was read of it, and writes down who raised it to what, both or neither. */
async function count(client: DynamoDBClient, { counted }: AcceptedItems, number: number): Promise<void> {
  const Key = { id: { S: "counter" } };
  const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
  const before = Number(Item?.n?.N ?? 0);
  const by = { N: String(number) };
  const raise = {
    Update: {
      TableName: table,
      Key,
      UpdateExpression: "SET n = :after",
      ConditionExpression: before === 0 ? "attribute_not_exists(n)" : "n = :before",
      ExpressionAttributeValues: {
        ":after": { N: String(before + 1) },
        ...(before > 0 && { ":before": { N: String(before) } }),
      },
    },
  };
  const note = { Put: { TableName: table, Item: { id: { S: `count-${before + 1}` }, by } } };
  await client.send(new TransactWriteItemsCommand({ TransactItems: [raise, note] }));
  counted.set(before + 1, number);
}

async function add(client: DynamoDBClient, accepted: AcceptedItems): Promise<void> {
  accepted.additionsAsked += 1;
  const { Attributes } = await client.send(
    new UpdateItemCommand({
      TableName: table,
      Key: { id: { S: "sum" } },
      UpdateExpression: "ADD n :one",
      ExpressionAttributeValues: { ":one": { N: "1" } },
      ReturnValues: "UPDATED_NEW",
    }),
  );
  accepted.added.push(Number(Attributes?.n?.N));
}
