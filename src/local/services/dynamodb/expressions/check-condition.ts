import { areEqual, compareValues } from "../values/compare-values.ts";
import type { Value, ValueType } from "../values/value.ts";
import { writeValue } from "../values/write-value.ts";
import type { Condition, ExpressionKind, FunctionCall, Operand } from "./ast.ts";
import { printPath } from "./check-paths.ts";
import { expressionError } from "./expression-error.ts";

// What DynamoDB refuses of a condition before it looks at any item: operands that no item could make right.

interface Check {
  readonly kind: ExpressionKind;
  readonly values: ReadonlyMap<string, Value>;
}

const ordered: readonly ValueType[] = ["S", "N", "B"];
const typeNames: readonly string[] = ["B", "NULL", "SS", "BOOL", "L", "BS", "N", "NS", "S", "M"];

/** Throws in DynamoDB's words unless the operands of a bound condition can be what its operators take. */
export function checkCondition(kind: ExpressionKind, condition: Condition, values: ReadonlyMap<string, Value>): void {
  const check = { kind, values };
  switch (condition.kind) {
    case "and":
    case "or":
      checkCondition(kind, condition.left, values);
      checkCondition(kind, condition.right, values);
      return;
    case "not":
      return checkCondition(kind, condition.condition, values);
    case "function":
      return checkFunction(check, condition);
    case "comparison": {
      const { comparator, left, right } = condition;
      checkOperands(check, comparator, [left, right]);
      if (comparator === "=" || comparator === "<>") return;
      checkLiterals(check, comparator, [left, right], ordered);
      return;
    }
    case "in":
      return checkOperands(check, "IN", [condition.operand, ...condition.list]);
    case "between":
      checkOperands(check, "BETWEEN", [condition.operand, condition.low, condition.high], [1, 2]);
      checkLiterals(check, "BETWEEN", [condition.operand, condition.low, condition.high], ordered);
      checkBounds(check, condition.low, condition.high);
  }
}

const fail = ({ kind }: Check, problem: string): never => {
  throw expressionError(kind, problem);
};

const literal = ({ values }: Check, operand: Operand | undefined): Value | undefined =>
  operand?.kind === "value" ? values.get(operand.placeholder) : undefined;

/** A first operand that is given once more would make the test pointless. */
function checkOperands(
  check: Check,
  operator: string,
  operands: readonly Operand[],
  exempt: readonly number[] = [],
): void {
  const [first, ...others] = operands;
  for (const operand of operands) if (operand.kind === "function") checkFunction(check, operand);
  if (first?.kind !== "path" || exempt.includes(0)) return;
  const repeated = others.some((other) => other.kind === "path" && printPath(other.path) === printPath(first.path));
  if (!repeated) return;
  fail(
    check,
    "The first operand must be distinct from the remaining operands for this operator or function; " +
      `operator: ${operator}, first operand: ${printPath(first.path)}`,
  );
}

function checkLiterals(
  check: Check,
  operator: string,
  operands: readonly Operand[],
  allowed: readonly ValueType[],
): void {
  for (const operand of operands) {
    const value = literal(check, operand);
    if (value === undefined || allowed.includes(value.type)) continue;
    fail(
      check,
      `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${value.type}`,
    );
  }
}

function checkBounds(check: Check, low: Operand, high: Operand): void {
  const [a, b] = [literal(check, low), literal(check, high)];
  if (a === undefined || b === undefined) return;
  const bounds = `lower bound operand: AttributeValue: ${printValue(a)}, upper bound operand: AttributeValue: ${printValue(b)}`;
  if (a.type !== b.type) {
    fail(check, `The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`);
  }
  if ((compareValues(a, b) ?? 0) <= 0) return;
  fail(check, `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`);
}

function printValue(value: Value): string {
  const [[type, text] = []] = Object.entries(writeValue(value));
  return `{${type}:${text instanceof Uint8Array ? Buffer.from(text).toString("base64") : String(text)}}`;
}

const operandCounts: Readonly<Record<string, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
  size: 1,
};

function checkFunction(check: Check, { name, operands }: FunctionCall): void {
  if (operands.length !== operandCounts[name]) {
    fail(
      check,
      "Incorrect number of operands for operator or function; " +
        `operator or function: ${name}, number of operands: ${operands.length}`,
    );
  }
  for (const operand of operands) if (operand.kind === "function") checkFunction(check, operand);
  const [first, second] = operands;
  switch (name) {
    case "attribute_exists":
    case "attribute_not_exists":
      if (first?.kind === "path") return;
      return fail(check, `Operator or function requires a document path; operator or function: ${name}`);
    case "size":
      return checkLiterals(check, name, operands, ["S", "B", "SS", "NS", "BS", "L", "M"]);
    case "begins_with":
      return checkLiterals(check, name, operands, ["S", "B"]);
    case "attribute_type":
      return checkTypeName(check, second);
    case "contains":
      checkOperands(check, name, operands);
      return isSame(check, first, second)
        ? fail(
            check,
            `The first operand must be distinct from the remaining operands for this operator or function; operator: contains, first operand: ${operandText(first)}`,
          )
        : undefined;
  }
}

const operandText = (operand: Operand | undefined): string => (operand?.kind === "value" ? operand.placeholder : "");

function isSame(check: Check, first: Operand | undefined, second: Operand | undefined): boolean {
  const [a, b] = [literal(check, first), literal(check, second)];
  return a !== undefined && b !== undefined && areEqual(a, b);
}

function checkTypeName(check: Check, operand: Operand | undefined): void {
  const value = literal(check, operand);
  if (value?.type !== "S") {
    return fail(
      check,
      "Incorrect operand type for operator or function; operator or function: attribute_type, " +
        `operand type: ${value?.type ?? "path"}`,
    );
  }
  if (typeNames.includes(value.value)) return;
  fail(check, `Invalid attribute type name found; type: ${value.value}, valid types: {${typeNames.join(",")}}`);
}
