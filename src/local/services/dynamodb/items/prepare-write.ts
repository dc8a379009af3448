import type { AttributeValue, ReturnValuesOnConditionCheckFailure } from "@aws-sdk/client-dynamodb";
import type { Cloud } from "../../../service.ts";
import type { UpdateAction } from "../expressions/ast.ts";
import { applyUpdate } from "../expressions/apply-update.ts";
import { createBindings, type Placeholders } from "../expressions/bindings.ts";
import { checkActions } from "../expressions/check-actions.ts";
import { checkCondition } from "../expressions/check-condition.ts";
import { parseCondition } from "../expressions/parse-condition.ts";
import { parseUpdate } from "../expressions/parse-update.ts";
import { keyNames, tableKeyOf, type Table } from "../tables/table.ts";
import { getTable } from "../tables/table-store.ts";
import { validationError } from "../validation-error.ts";
import { readAttributes } from "../values/read-value.ts";
import { sizeOfAttributes } from "../values/value-size.ts";
import type { Attributes } from "../values/value.ts";
import { checkItemKeys, readKey } from "./item-key.ts";
import type { Write } from "./write.ts";

// From a request to a write: all that can be wrong without looking at the item is found here, and the same for single writes and for
// those of a transaction.

type Wire = Record<string, AttributeValue>;

interface ConditionInput extends Placeholders {
  readonly TableName: string | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined;
}

/** Members that every conditional write honours. */
export const conditionMembers = [
  "TableName",
  "ConditionExpression",
  "ExpressionAttributeNames",
  "ExpressionAttributeValues",
  "ReturnValuesOnConditionCheckFailure",
] as const;

const largestItem = 400 * 1024;

/** Throws unless the table takes the item. */
function checkItem(table: Table, item: Attributes, tooLarge: string): Attributes {
  checkItemKeys(table, item);
  if (sizeOfAttributes(item) > largestItem) throw validationError(tooLarge);
  return item;
}

export function preparePut(cloud: Cloud, input: ConditionInput & { readonly Item: Wire | undefined }): Write {
  const item = readAttributes(input.Item);
  const { condition, values } = prepareCondition(input);
  const table = getTable(cloud, input.TableName);
  checkItem(table, item, "Item size has exceeded the maximum allowed size");
  return { table, key: item, condition, values, tellsItem: tells(input), change: () => item };
}

type KeyedInput = ConditionInput & { readonly Key: Wire | undefined };

export function prepareDelete(cloud: Cloud, input: KeyedInput): Write {
  const { condition, values } = prepareCondition(input);
  const { table, key } = tableAndKey(cloud, input);
  return { table, key, condition, values, tellsItem: tells(input), change: () => undefined };
}

export function prepareCheck(cloud: Cloud, input: KeyedInput): Write {
  const { condition, values } = prepareCondition(input);
  const { table, key } = tableAndKey(cloud, input);
  return { table, key, condition, values, tellsItem: tells(input), change: (item) => item };
}

export interface PreparedUpdate extends Write {
  readonly actions: readonly UpdateAction[];
}

export function prepareUpdate(
  cloud: Cloud,
  input: KeyedInput & { readonly UpdateExpression?: string | undefined },
): PreparedUpdate {
  const { UpdateExpression, ConditionExpression } = input;
  const parsed = UpdateExpression === undefined ? [] : parseUpdate(UpdateExpression);
  const bindings = createBindings(input, { UpdateExpression, ConditionExpression });
  const actions = bindings.actions(parsed);
  checkActions(actions, bindings.values);
  const condition = boundCondition(input, bindings);
  bindings.checkAllUsed();
  const { table, key } = tableAndKey(cloud, input);
  checkKeepsKey(table, actions);
  return {
    table,
    key,
    condition,
    values: bindings.values,
    tellsItem: tells(input),
    change(item) {
      const updated = applyUpdate(item ?? key, actions, bindings.values);
      return checkItem(table, updated, "Item size to update has exceeded the maximum allowed size");
    },
    actions,
  };
}

function checkKeepsKey(table: Table, actions: readonly UpdateAction[]): void {
  const names = keyNames(tableKeyOf(table));
  const changed = actions.map(({ path: [name] }) => name).find((name) => names.includes(String(name)));
  if (changed === undefined) return;
  throw validationError(
    `One or more parameter values were invalid: Cannot update attribute ${changed}. This attribute is part of the key`,
  );
}

const tells = (input: ConditionInput): boolean => input.ReturnValuesOnConditionCheckFailure === "ALL_OLD";

function tableAndKey(cloud: Cloud, input: KeyedInput): { readonly table: Table; readonly key: Attributes } {
  const table = getTable(cloud, input.TableName);
  return { table, key: readKey(table, input.Key) };
}

function prepareCondition(input: ConditionInput): Pick<Write, "condition" | "values"> {
  const bindings = createBindings(input, { ConditionExpression: input.ConditionExpression });
  const condition = boundCondition(input, bindings);
  bindings.checkAllUsed();
  return { condition, values: bindings.values };
}

function boundCondition(
  { ConditionExpression: text }: ConditionInput,
  bindings: ReturnType<typeof createBindings>,
): Write["condition"] {
  if (text === undefined) return undefined;
  const condition = bindings.condition("ConditionExpression", parseCondition("ConditionExpression", text));
  checkCondition("ConditionExpression", condition, bindings.values);
  return condition;
}
