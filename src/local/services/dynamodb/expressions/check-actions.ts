import type { Value, ValueType } from "../values/value.ts";
import type { Operand, UpdateAction } from "./ast.ts";
import { checkPaths } from "./check-paths.ts";
import { expressionError } from "./expression-error.ts";

const kind = "UpdateExpression";

// What DynamoDB calls types in these messages only.
const longNames: Readonly<Record<ValueType, string>> = {
  S: "STRING",
  N: "NUMBER",
  B: "BINARY",
  BOOL: "BOOLEAN",
  NULL: "NULL",
  M: "MAP",
  L: "LIST",
  SS: "STRING_SET",
  NS: "NUMBER_SET",
  BS: "BINARY_SET",
};

/** Throws in DynamoDB's words for bound actions that no item could make right. */
export function checkActions(actions: readonly UpdateAction[], values: ReadonlyMap<string, Value>): void {
  checkPaths(
    kind,
    actions.map(({ path }) => path),
  );
  for (const action of actions) {
    if (action.kind === "set") {
      const { value } = action;
      if (value.kind !== "arithmetic") checkOperand(value, values);
      else for (const operand of [value.left, value.right]) checkTerm(value.operator, operand, values);
    } else if (action.kind !== "remove") checkSetValue(action.kind, values.get(action.placeholder)?.type);
  }
}

function checkTerm(operator: string, operand: Operand, values: ReadonlyMap<string, Value>): void {
  checkOperand(operand, values);
  const type = operand.kind === "value" ? values.get(operand.placeholder)?.type : undefined;
  const isList = operand.kind === "function" && operand.name === "list_append";
  if (!isList && (type === undefined || type === "N")) return;
  throw incorrectType(operator, isList ? "L" : (type ?? ""));
}

const incorrectType = (operator: string, type: string) =>
  expressionError(
    kind,
    `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
  );

function checkOperand(operand: Operand, values: ReadonlyMap<string, Value>): void {
  if (operand.kind !== "function") return;
  const { name, operands } = operand;
  if (operands.length !== 2) {
    const count = `operator or function: ${name}, number of operands: ${operands.length}`;
    throw expressionError(kind, `Incorrect number of operands for operator or function; ${count}`);
  }
  for (const inner of operands) checkOperand(inner, values);
  if (name === "if_not_exists") {
    if (operands[0]?.kind === "path") return;
    throw expressionError(kind, `Operator or function requires a document path; operator or function: ${name}`);
  }
  for (const inner of operands) {
    const type = inner.kind === "value" ? values.get(inner.placeholder)?.type : undefined;
    if (type !== undefined && type !== "L") throw incorrectType(name, type);
  }
}

function checkSetValue(action: "add" | "delete", type: ValueType | undefined): void {
  if (type === "SS" || type === "NS" || type === "BS" || (action === "add" && type === "N")) return;
  const name = action.toUpperCase();
  throw expressionError(
    kind,
    `Incorrect operand type for operator or function; operator: ${name}, ` +
      `operand type: ${type && longNames[type]}, typeSet: ALLOWED_FOR_${name}_OPERAND`,
  );
}
