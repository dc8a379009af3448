import type { TransactGetItem, TransactGetItemsInput, TransactGetItemsOutput } from "@aws-sdk/client-dynamodb";
import type { Cloud, Operation } from "../../service.ts";
import { project } from "./expressions/project.ts";
import { capacityPerTable, readUnits, type Consumed } from "./items/capacity.ts";
import { positionOf, readKey } from "./items/item-key.ts";
import { findItem } from "./items/item-store.ts";
import { prepareProjection } from "./items/projection.ts";
import { checkTransactionLength, refuseRepeatedItems } from "./items/transaction.ts";
import { authorizeItems } from "./tables/authorize-items.ts";
import { tableKeyOf } from "./tables/table.ts";
import { getTable } from "./tables/table-store.ts";
import { sizeOfAttributes } from "./values/value-size.ts";
import { writeAttributes } from "./values/write-value.ts";

export const transactGetItems: Operation<TransactGetItemsInput, TransactGetItemsOutput> = {
  members: ["TransactItems", "ReturnConsumedCapacity"],
  authorize: ({ TransactItems = [] }, { cloud }) =>
    TransactItems.map(({ Get }) => authorizeItems("GetItem", cloud, Get?.TableName, [Get?.Key])),
  handle({ TransactItems = [], ReturnConsumedCapacity }, { cloud }) {
    checkTransactionLength(TransactItems.length);
    const gets = TransactItems.map((given) => prepare(cloud, given));
    refuseRepeatedItems(gets);
    const consumed: Consumed[] = [];
    const Responses = gets.map(({ table, key, paths }) => {
      const item = findItem(cloud, table, positionOf(tableKeyOf(table), key));
      const size = item === undefined ? 0 : sizeOfAttributes(item);
      consumed.push({ table, units: readUnits(size, "transaction"), kind: "read" });
      return item === undefined ? {} : { Item: writeAttributes(paths === undefined ? item : project(item, paths)) };
    });
    return { Responses, ...capacityPerTable(ReturnConsumedCapacity, consumed) };
  },
};

function prepare(cloud: Cloud, { Get }: TransactGetItem) {
  const paths = prepareProjection(Get ?? {});
  const table = getTable(cloud, Get?.TableName);
  return { table, key: readKey(table, Get?.Key), paths };
}
