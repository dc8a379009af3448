import type {
  Assigned,
  Condition,
  Operand,
  Path,
  UpdateAction,
} from "../../../src/local/services/dynamodb/expressions/ast.ts";

// Back from what was parsed to a text that means the same. Parentheses stand only where they must: DynamoDB refuses redundant ones.

export function printPathText(path: Path): string {
  return path
    .map((segment, index) => (typeof segment === "number" ? `[${segment}]` : `${index === 0 ? "" : "."}${segment}`))
    .join("");
}

function printOperand(operand: Operand): string {
  switch (operand.kind) {
    case "path":
      return printPathText(operand.path);
    case "value":
      return operand.placeholder;
    case "function":
      return `${operand.name}(${operand.operands.map(printOperand).join(", ")})`;
  }
}

const strength = { or: 0, and: 1, not: 2 } as const;

const strengthOf = ({ kind }: Condition): number =>
  kind === "or" || kind === "and" || kind === "not" ? strength[kind] : 3;

export function printCondition(condition: Condition): string {
  const within = (inner: Condition, least: number): string =>
    strengthOf(inner) < least ? `(${printCondition(inner)})` : printCondition(inner);
  switch (condition.kind) {
    case "comparison":
      return `${printOperand(condition.left)} ${condition.comparator} ${printOperand(condition.right)}`;
    case "between":
      return `${printOperand(condition.operand)} BETWEEN ${printOperand(condition.low)} AND ${printOperand(condition.high)}`;
    case "in":
      return `${printOperand(condition.operand)} IN (${condition.list.map(printOperand).join(", ")})`;
    case "function":
      return printOperand(condition);
    case "not":
      return `NOT ${within(condition.condition, strength.not)}`;
    // Both join to the left: what is joined on the right stands in parentheses.
    case "and":
    case "or": {
      const own = strength[condition.kind];
      return `${within(condition.left, own)} ${condition.kind.toUpperCase()} ${within(condition.right, own + 1)}`;
    }
  }
}

export function printUpdate(actions: readonly UpdateAction[]): string {
  const kinds = ["set", "remove", "add", "delete"] as const;
  return kinds
    .map((kind) => actions.filter((action) => action.kind === kind))
    .filter((section) => section.length > 0)
    .map((section) => `${section[0]?.kind.toUpperCase()} ${section.map(printAction).join(", ")}`)
    .join(" ");
}

function printAction(action: UpdateAction): string {
  const path = printPathText(action.path);
  if (action.kind === "remove") return path;
  return action.kind === "set" ? `${path} = ${printAssigned(action.value)}` : `${path} ${action.placeholder}`;
}

const printAssigned = (value: Assigned): string =>
  value.kind === "arithmetic"
    ? `${printOperand(value.left)} ${value.operator} ${printOperand(value.right)}`
    : printOperand(value);
