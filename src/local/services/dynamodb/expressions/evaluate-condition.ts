import { areEqual, compareValues, isSet, membersOf } from "../values/compare-values.ts";
import type { Attributes, Value } from "../values/value.ts";
import type { Comparator, Condition, FunctionCall, Operand } from "./ast.ts";
import { valueAt } from "./value-at.ts";

/** Whether a checked condition holds for an item. An item that does not exist has no attributes. */
export function evaluateCondition(condition: Condition, item: Attributes, values: ReadonlyMap<string, Value>): boolean {
  const valueOf = (operand: Operand | undefined): Value | undefined => evaluateOperand(operand, item, values);
  switch (condition.kind) {
    case "and":
      return evaluateCondition(condition.left, item, values) && evaluateCondition(condition.right, item, values);
    case "or":
      return evaluateCondition(condition.left, item, values) || evaluateCondition(condition.right, item, values);
    case "not":
      return !evaluateCondition(condition.condition, item, values);
    case "comparison":
      return compare(condition.comparator, valueOf(condition.left), valueOf(condition.right));
    case "between": {
      const operand = valueOf(condition.operand);
      return compare(">=", operand, valueOf(condition.low)) && compare("<=", operand, valueOf(condition.high));
    }
    case "in": {
      const operand = valueOf(condition.operand);
      return condition.list.some((one) => compare("=", operand, valueOf(one)));
    }
    case "function":
      return evaluateFunction(condition, valueOf);
  }
}

function evaluateOperand(
  operand: Operand | undefined,
  item: Attributes,
  values: ReadonlyMap<string, Value>,
): Value | undefined {
  if (operand === undefined) return undefined;
  if (operand.kind === "value") return values.get(operand.placeholder);
  if (operand.kind === "path") return valueAt(item, operand.path);
  return sizeOf(evaluateOperand(operand.operands[0], item, values));
}

/** What `size` gives: characters, bytes, members; nothing for what has no size. */
function sizeOf(value: Value | undefined): Value | undefined {
  if (value === undefined || value.type === "N" || value.type === "BOOL" || value.type === "NULL") return undefined;
  const size = value.type === "M" ? value.value.size : value.value.length;
  // Trailing zeros do not matter to comparisons.
  return { type: "N", value: { coefficient: BigInt(size), exponent: 0 } };
}

function compare(comparator: Comparator, left: Value | undefined, right: Value | undefined): boolean {
  // What is not there differs from everything, and has no place in any order.
  if (left === undefined || right === undefined) return comparator === "<>";
  if (comparator === "=") return areEqual(left, right);
  if (comparator === "<>") return !areEqual(left, right);
  const order = compareValues(left, right);
  if (order === undefined) return false;
  if (comparator === "<") return order < 0;
  if (comparator === "<=") return order <= 0;
  return comparator === ">" ? order > 0 : order >= 0;
}

function evaluateFunction(
  { name, operands: [first, second] }: FunctionCall,
  valueOf: (operand: Operand | undefined) => Value | undefined,
): boolean {
  const value = valueOf(first);
  switch (name) {
    case "attribute_exists":
      return value !== undefined;
    case "attribute_not_exists":
      return value === undefined;
    case "attribute_type":
      return value !== undefined && value.type === valueOf(second)?.value;
    case "begins_with":
      return beginsWith(value, valueOf(second));
    default:
      return contains(value, valueOf(second));
  }
}

function beginsWith(value: Value | undefined, prefix: Value | undefined): boolean {
  if (value?.type === "S" && prefix?.type === "S") return value.value.startsWith(prefix.value);
  if (value?.type !== "B" || prefix?.type !== "B") return false;
  return value.value.subarray(0, prefix.value.byteLength).equals(prefix.value);
}

const elementTypes = { SS: "S", NS: "N", BS: "B" } as const;

function contains(value: Value | undefined, part: Value | undefined): boolean {
  if (value === undefined || part === undefined) return false;
  if (value.type === "S") return part.type === "S" && value.value.includes(part.value);
  if (value.type === "B") return part.type === "B" && value.value.includes(part.value);
  if (value.type === "L") return value.value.some((item) => areEqual(item, part));
  if (!isSet(value) || part.type !== elementTypes[value.type]) return false;
  const [member = ""] = membersOf({ type: value.type, value: [part.value] } as typeof value);
  return membersOf(value).includes(member);
}
