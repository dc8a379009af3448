import type {
  AttributeValue,
  BatchGetItemInput,
  BatchGetItemOutput,
  KeysAndAttributes,
} from "@aws-sdk/client-dynamodb";
import type { Cloud, Operation } from "../../service.ts";
import type { Path } from "./expressions/ast.ts";
import { project } from "./expressions/project.ts";
import { capacityPerTable, readUnits, type Consumed } from "./items/capacity.ts";
import { positionOf, readKey } from "./items/item-key.ts";
import { findItem } from "./items/item-store.ts";
import { prepareProjection } from "./items/projection.ts";
import { refuseRepeated } from "./items/refuse-repeated.ts";
import { authorizeItems } from "./tables/authorize-items.ts";
import { tableKeyOf, type Table } from "./tables/table.ts";
import { getTable } from "./tables/table-store.ts";
import { validationError } from "./validation-error.ts";
import { sizeOfAttributes } from "./values/value-size.ts";
import type { Attributes } from "./values/value.ts";
import { writeAttributes } from "./values/write-value.ts";

const mostKeys = 100;
const largestAnswer = 16 * 1024 * 1024;

interface Wanted {
  readonly name: string;
  readonly table: Table;
  readonly given: KeysAndAttributes;
  readonly keys: readonly Attributes[];
  readonly paths: readonly Path[] | undefined;
}

export const batchGetItem: Operation<BatchGetItemInput, BatchGetItemOutput> = {
  members: [
    "RequestItems.Keys",
    "RequestItems.ConsistentRead",
    "RequestItems.ProjectionExpression",
    "RequestItems.ExpressionAttributeNames",
    "ReturnConsumedCapacity",
  ],
  authorize: ({ RequestItems = {} }, { cloud }) =>
    Object.entries(RequestItems).map(([name, { Keys = [] }]) => authorizeItems("BatchGetItem", cloud, name, Keys)),
  handle(input, { cloud }) {
    const all = prepare(cloud, input);
    const Responses: Record<string, Record<string, AttributeValue>[]> = {};
    const UnprocessedKeys: Record<string, KeysAndAttributes> = {};
    const consumed: Consumed[] = [];
    let bytes = 0;
    for (const { name, table, given, keys, paths } of all) {
      const found: Record<string, AttributeValue>[] = (Responses[name] = []);
      for (const [index, key] of keys.entries()) {
        const item = findItem(cloud, table, positionOf(tableKeyOf(table), key));
        const size = item === undefined ? 0 : sizeOfAttributes(item);
        if (bytes + size > largestAnswer) {
          UnprocessedKeys[name] = { ...given, Keys: given.Keys?.slice(index) };
          break;
        }
        bytes += size;
        consumed.push({ table, units: readUnits(size, given.ConsistentRead ? "consistent" : "eventual") });
        if (item !== undefined) found.push(writeAttributes(paths === undefined ? item : project(item, paths)));
      }
    }
    return { Responses, UnprocessedKeys, ...capacityPerTable(input.ReturnConsumedCapacity, consumed) };
  },
};

function prepare(cloud: Cloud, { RequestItems = {} }: BatchGetItemInput): readonly Wanted[] {
  const requests = Object.entries(RequestItems);
  const count = requests.reduce((sum, [, { Keys = [] }]) => sum + Keys.length, 0);
  if (requests.length === 0 || requests.some(([, { Keys = [] }]) => Keys.length === 0)) {
    throw validationError(
      "1 validation error detected: Value at 'requestItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  }
  if (count > mostKeys) throw validationError("Too many items requested for the BatchGetItem call");
  return requests.map(([name, given]) => {
    const paths = prepareProjection(given);
    const table = getTable(cloud, name);
    const keys = (given.Keys ?? []).map((key) => readKey(table, key));
    const places = keys.map((key) => ({ table, key }));
    refuseRepeated(places, "Provided list of item keys contains duplicates");
    return { name, table, given, keys, paths };
  });
}
