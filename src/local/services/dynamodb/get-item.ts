import type { GetItemInput, GetItemOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../service.ts";
import { project } from "./expressions/project.ts";
import { readUnits, withCapacity } from "./items/capacity.ts";
import { positionOf, readKey } from "./items/item-key.ts";
import { findItem } from "./items/item-store.ts";
import { prepareProjection } from "./items/projection.ts";
import { authorizeItems } from "./tables/authorize-items.ts";
import { tableKeyOf } from "./tables/table.ts";
import { getTable } from "./tables/table-store.ts";
import { sizeOfAttributes } from "./values/value-size.ts";
import { writeAttributes } from "./values/write-value.ts";

export const getItem: Operation<GetItemInput, GetItemOutput> = {
  members: [
    "TableName",
    "Key",
    "ConsistentRead",
    "ProjectionExpression",
    "ExpressionAttributeNames",
    "ReturnConsumedCapacity",
  ],
  authorize: (input, { cloud }) => [authorizeItems("GetItem", cloud, input.TableName, [input.Key])],
  handle(input, { cloud }) {
    const paths = prepareProjection(input);
    const table = getTable(cloud, input.TableName);
    const key = readKey(table, input.Key);
    const item = findItem(cloud, table, positionOf(tableKeyOf(table), key));
    const size = item === undefined ? 0 : sizeOfAttributes(item);
    const units = readUnits(size, input.ConsistentRead ? "consistent" : "eventual");
    return {
      ...(item !== undefined && { Item: writeAttributes(paths === undefined ? item : project(item, paths)) }),
      ...withCapacity(input.ReturnConsumedCapacity, { table, units }),
    };
  },
};
