import type { QueryInput, QueryOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../service.ts";
import { createBindings } from "./expressions/bindings.ts";
import { checkCondition } from "./expressions/check-condition.ts";
import { parseCondition } from "./expressions/parse-condition.ts";
import { pathsOf } from "./items/index-projection.ts";
import { readKeyCondition, type KeyCondition } from "./items/key-condition.ts";
import { pageMembers, preparePage, readPage, type PreparedPage } from "./items/read-page.ts";
import { authorizePage } from "./tables/authorize-items.ts";
import { keyNames, tableKeyOf, type KeySchema } from "./tables/table.ts";
import { validationError } from "./validation-error.ts";
import { areEqual } from "./values/compare-values.ts";
import { partitionBytes, sortBytes } from "./values/key-bytes.ts";
import type { Value } from "./values/value.ts";
import { writeValue } from "./values/write-value.ts";

const kind = "KeyConditionExpression";

export const query: Operation<QueryInput, QueryOutput> = {
  members: [...pageMembers, "KeyConditionExpression", "ScanIndexForward"],
  authorize: (input, { cloud }) =>
    authorizePage("Query", cloud, input, (schema) => {
      const { condition, bindings } = prepareKeyCondition(input);
      return writeValue(readKeyCondition(condition, bindings.values, schema).hash);
    }),
  handle(input, { cloud }) {
    const { condition, bindings } = prepareKeyCondition(input);
    const page = preparePage(cloud, input, bindings);
    bindings.checkAllUsed();
    const schema = page.index?.key ?? tableKeyOf(page.table);
    const wanted = readKeyCondition(condition, bindings.values, schema);
    checkFilter(page, schema);
    checkStart(page, schema, wanted);
    return readPage(cloud, input, page, {
      partitions: { hash: partitionBytes(wanted.hash) },
      bounds: wanted.bounds,
      isBackward: input.ScanIndexForward === false,
    });
  },
};

/** The key condition of a request, checked, and what names and values it has. */
function prepareKeyCondition(input: QueryInput) {
  const { KeyConditionExpression, FilterExpression, ProjectionExpression } = input;
  if (KeyConditionExpression === undefined) {
    throw validationError(
      "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
    );
  }
  const bindings = createBindings(input, { FilterExpression, KeyConditionExpression, ProjectionExpression });
  const condition = bindings.condition(kind, parseCondition(kind, KeyConditionExpression));
  checkCondition(kind, condition, bindings.values);
  return { condition, bindings };
}

/** Keys are asked for in the key condition only. */
function checkFilter({ filter }: PreparedPage, schema: KeySchema): void {
  const names = filter === undefined ? [] : pathsOf(filter).map(([name]) => String(name));
  const key = names.find((name) => keyNames(schema).includes(name));
  if (key === undefined) return;
  throw validationError(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key}`);
}

/** A page goes on within the partition, and within the bounds. */
function checkStart({ after }: PreparedPage, schema: KeySchema, { hash, bounds }: KeyCondition): void {
  if (after === undefined) return;
  const range = schema.range && sortBytes(after.get(schema.range.name) as Value);
  const isWithin = bounds.every(({ operator, bytes }) => {
    const order = Buffer.compare(range ?? bytes, bytes);
    if (operator === "=") return order === 0;
    if (operator === "<" || operator === "<=") return operator === "<" ? order < 0 : order <= 0;
    return operator === ">" ? order > 0 : order >= 0;
  });
  if (isWithin && areEqual(after.get(schema.hash.name) as Value, hash)) return;
  throw validationError("The provided starting key is outside query boundaries based on provided conditions");
}
