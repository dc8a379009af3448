import type { AttributeValue, ReturnConsumedCapacity, Select } from "@aws-sdk/client-dynamodb";
import type { Cloud } from "../../../service.ts";
import type { Condition, Path } from "../expressions/ast.ts";
import type { Bindings, Placeholders } from "../expressions/bindings.ts";
import { checkCondition } from "../expressions/check-condition.ts";
import { evaluateCondition } from "../expressions/evaluate-condition.ts";
import { parseCondition } from "../expressions/parse-condition.ts";
import { project } from "../expressions/project.ts";
import { getIndex, keyNames, tableKeyOf, type SecondaryIndex, type Table } from "../tables/table.ts";
import { getTable } from "../tables/table-store.ts";
import { validationError } from "../validation-error.ts";
import { readAttributes } from "../values/read-value.ts";
import { sizeOfAttributes } from "../values/value-size.ts";
import type { Attributes, Value } from "../values/value.ts";
import { writeAttributes } from "../values/write-value.ts";
import { readUnits, withCapacity } from "./capacity.ts";
import { checkSelect } from "./check-select.ts";
import { checkProjected, projectedNames } from "./index-projection.ts";
import { keyOf } from "./item-key.ts";
import { boundProjection } from "./projection.ts";
import { readRows, type Range } from "./read-rows.ts";

// What Query and Scan share: from a request to a page of a table or an index.

export interface PageInput extends Placeholders {
  readonly TableName: string | undefined;
  readonly IndexName?: string | undefined;
  readonly Select?: Select | undefined;
  readonly Limit?: number | undefined;
  readonly ConsistentRead?: boolean | undefined;
  readonly ExclusiveStartKey?: Record<string, AttributeValue> | undefined;
  readonly FilterExpression?: string | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined;
}

/** Members that Query and Scan honour alike. */
export const pageMembers = [
  "TableName",
  "IndexName",
  "Select",
  "Limit",
  "ConsistentRead",
  "ExclusiveStartKey",
  "FilterExpression",
  "ProjectionExpression",
  "ExpressionAttributeNames",
  "ExpressionAttributeValues",
  "ReturnConsumedCapacity",
] as const;

export interface PreparedPage {
  readonly table: Table;
  readonly index: SecondaryIndex | undefined;
  readonly after: Attributes | undefined;
  readonly filter: Condition | undefined;
  readonly paths: readonly Path[] | undefined;
  readonly values: ReadonlyMap<string, Value>;
}

/** Checks what Query and Scan share; placeholders that nothing used are not looked for yet. */
export function preparePage(cloud: Cloud, input: PageInput, bindings: Bindings): PreparedPage {
  if (input.Limit !== undefined && input.Limit < 1) {
    throw validationError(
      `1 validation error detected: Value '${input.Limit}' at 'limit' failed to satisfy constraint: ` +
        "Member must have value greater than or equal to 1",
    );
  }
  checkSelect(input);
  const filter = boundFilter(input.FilterExpression, bindings);
  const paths = boundProjection(input.ProjectionExpression, bindings);
  const table = getTable(cloud, input.TableName);
  const index = input.IndexName === undefined ? undefined : getIndex(table, input.IndexName);
  if (index?.isGlobal && input.ConsistentRead) {
    throw validationError("Consistent reads are not supported on global secondary indexes");
  }
  checkProjected(table, index, { select: input.Select, paths, filter });
  const after = input.ExclusiveStartKey && readStartKey(table, index, input.ExclusiveStartKey);
  return { table, index, after, filter, paths, values: bindings.values };
}

function boundFilter(text: string | undefined, bindings: Bindings): Condition | undefined {
  if (text === undefined) return undefined;
  const filter = bindings.condition("FilterExpression", parseCondition("FilterExpression", text));
  checkCondition("FilterExpression", filter, bindings.values);
  return filter;
}

/** Names of the attributes by which a page is gone on from. */
function startKeyNames(table: Table, index: SecondaryIndex | undefined): ReadonlySet<string> {
  return new Set([...keyNames(tableKeyOf(table)), ...(index === undefined ? [] : keyNames(index.key))]);
}

function readStartKey(
  table: Table,
  index: SecondaryIndex | undefined,
  wire: Record<string, AttributeValue>,
): Attributes {
  const key = readAttributes(wire);
  const types = new Map(
    [tableKeyOf(table), ...(index ? [index.key] : [])]
      .flatMap(({ hash, range }) => (range === undefined ? [hash] : [hash, range]))
      .map(({ name, type }) => [name, type] as const),
  );
  const isRight = key.size === types.size && [...types].every(([name, type]) => key.get(name)?.type === type);
  if (isRight) return key;
  throw validationError("The provided starting key is invalid");
}

const largestPage = 1024 * 1024;

/** Reads a page and answers it as Query and Scan do. */
export function readPage(
  cloud: Cloud,
  input: PageInput,
  page: PreparedPage,
  range: Omit<Range, "after" | "table" | "index">,
) {
  const { table, index, filter, values } = page;
  const projected = index && projectedNames(table, index);
  const found: Attributes[] = [];
  let scanned = 0;
  let bytes = 0;
  let last: Attributes | undefined;
  let isCut = false;
  for (const item of readRows(cloud, { ...range, table, index, after: page.after })) {
    if (bytes >= largestPage) {
      isCut = true;
      break;
    }
    const seen = projected === undefined ? item : keyOf(projected, item);
    scanned += 1;
    bytes += sizeOfAttributes(seen);
    last = item;
    if (filter === undefined || evaluateCondition(filter, filterSees(page, item, seen), values)) {
      found.push(answered(input, page, item, seen));
    }
    if (scanned === input.Limit) {
      isCut = true;
      break;
    }
  }
  const units = readUnits(bytes, input.ConsistentRead ? "consistent" : "eventual");
  const consumed = index === undefined ? { table, units } : { table, units: 0, indexUnits: { [index.name]: units } };
  return {
    ...(input.Select !== "COUNT" && { Items: found.map(writeAttributes) }),
    Count: found.length,
    ScannedCount: scanned,
    ...(isCut && last !== undefined && { LastEvaluatedKey: writeAttributes(keyOf(startKeyNames(table, index), last)) }),
    ...withCapacity(input.ReturnConsumedCapacity, consumed),
  };
}

/** A local index fetches from the table what it does not hold. */
const filterSees = ({ index }: PreparedPage, item: Attributes, seen: Attributes): Attributes =>
  index?.isGlobal === false ? item : seen;

function answered(
  { Select }: PageInput,
  { index, paths }: PreparedPage,
  item: Attributes,
  seen: Attributes,
): Attributes {
  if (paths !== undefined) return project(index?.isGlobal === false ? item : seen, paths);
  return Select === "ALL_ATTRIBUTES" ? item : seen;
}
