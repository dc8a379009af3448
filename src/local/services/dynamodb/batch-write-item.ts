import type { BatchWriteItemInput, BatchWriteItemOutput, WriteRequest } from "@aws-sdk/client-dynamodb";
import type { Cloud, Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { capacityPerTable } from "./items/capacity.ts";
import type { Expiry } from "./items/expiry.ts";
import { prepareDelete, preparePut } from "./items/prepare-write.ts";
import { refuseRepeated } from "./items/refuse-repeated.ts";
import { performWrite, type Write } from "./items/write.ts";
import { authorizeItems } from "./tables/authorize-items.ts";
import { validationError } from "./validation-error.ts";

const mostWrites = 25;

export const batchWriteItem = (expiry: Expiry): Operation<BatchWriteItemInput, BatchWriteItemOutput> => ({
  members: ["RequestItems", "ReturnConsumedCapacity"],
  authorize: ({ RequestItems = {} }, { cloud }) =>
    Object.entries(RequestItems).map(([name, requests]) => {
      const items = requests.map(({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key);
      return authorizeItems("BatchWriteItem", cloud, name, items);
    }),
  handle(input, { cloud }) {
    const writes = prepare(cloud, input);
    const written = inTransaction(cloud.db, () => writes.map((write) => performWrite(cloud, write)));
    expiry.reschedule();
    const consumed = written.map((one) => one.consumed);
    return { UnprocessedItems: {}, ...capacityPerTable(input.ReturnConsumedCapacity, consumed) };
  },
});

function prepare(cloud: Cloud, { RequestItems = {} }: BatchWriteItemInput): readonly Write[] {
  const requests = Object.entries(RequestItems);
  const count = requests.reduce((sum, [, writes]) => sum + writes.length, 0);
  if (requests.length === 0 || requests.some(([, writes]) => writes.length === 0)) {
    throw validationError(
      "1 validation error detected: Value at 'requestItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  }
  if (count > mostWrites) throw validationError("Too many items requested for the BatchWriteItem call");
  return requests.flatMap(([name, given]) => {
    const writes = given.map((request) => prepareOne(cloud, name, request));
    refuseRepeated(writes, "Provided list of item keys contains duplicates");
    return writes;
  });
}

function prepareOne(cloud: Cloud, TableName: string, { PutRequest, DeleteRequest }: WriteRequest): Write {
  if (PutRequest !== undefined && DeleteRequest === undefined) {
    return preparePut(cloud, { TableName, Item: PutRequest.Item });
  }
  if (DeleteRequest !== undefined && PutRequest === undefined) {
    return prepareDelete(cloud, { TableName, Key: DeleteRequest.Key });
  }
  throw validationError("Supplied WriteRequest must contain exactly one of PutRequest and DeleteRequest");
}
