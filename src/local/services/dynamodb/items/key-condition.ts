import type { Comparator, Condition, Operand } from "../expressions/ast.ts";
import type { KeySchema } from "../tables/table.ts";
import { validationError } from "../validation-error.ts";
import { sortBytes } from "../values/key-bytes.ts";
import type { Value } from "../values/value.ts";
import { checkKeySizes } from "./item-key.ts";

/** What a Query asks of the sort key, as bytes: each bound with how it is compared. */
export interface Bound {
  readonly operator: "=" | "<" | "<=" | ">" | ">=";
  readonly bytes: Buffer;
}

export interface KeyCondition {
  readonly hash: Value;
  readonly bounds: readonly Bound[];
}

/** One test of one attribute. */
interface Test {
  readonly name: string;
  readonly operator: Comparator | "BETWEEN" | "begins_with";
  readonly values: readonly Value[];
}

/** Reads a bound key condition: the partition, and which part of it. Throws in DynamoDB's words for any other condition. */
export function readKeyCondition(
  condition: Condition,
  values: ReadonlyMap<string, Value>,
  schema: KeySchema,
): KeyCondition {
  const tests = testsOf(condition, values);
  const names = tests.map(({ name }) => name);
  if (new Set(names).size !== names.length) {
    throw validationError("KeyConditionExpressions must only contain one condition per key");
  }
  const hash = tests.find(({ name }) => name === schema.hash.name);
  const range = tests.find(({ name }) => name === schema.range?.name);
  if (hash === undefined) throw validationError(`Query condition missed key schema element: ${schema.hash.name}`);
  if (hash.operator !== "=") throw validationError("Query key condition not supported");
  if (tests.length > (range === undefined ? 1 : 2)) {
    if (schema.range === undefined || range !== undefined) throw validationError("Query key condition not supported");
    throw validationError(`Query condition missed key schema element: ${schema.range.name}`);
  }
  checkType(hash, schema.hash.type);
  if (range !== undefined) checkType(range, schema.range?.type);
  const [value] = hash.values as readonly [Value];
  checkKeySizes({ hash: schema.hash, range: undefined }, new Map([[schema.hash.name, value]]));
  if (range?.operator === "=") {
    const [rangeValue] = range.values as readonly [Value];
    checkKeySizes(schema, new Map([[range.name, rangeValue]]));
  }
  return { hash: value, bounds: range === undefined ? [] : boundsOf(range) };
}

function checkType({ values }: Test, type: string | undefined): void {
  if (values.every((value) => value.type === type)) return;
  throw validationError(
    "One or more parameter values were invalid: Condition parameter type does not match schema type",
  );
}

const unsupported = (operator: string) =>
  validationError(`Invalid operator used in KeyConditionExpression: ${operator}`);

function testsOf(condition: Condition, values: ReadonlyMap<string, Value>): readonly Test[] {
  switch (condition.kind) {
    case "and":
      return [...testsOf(condition.left, values), ...testsOf(condition.right, values)];
    case "or":
    case "not":
    case "in":
      throw unsupported(condition.kind.toUpperCase());
    case "between":
      return [testOf("BETWEEN", condition.operand, [condition.low, condition.high], values)];
    case "function": {
      const { name, operands } = condition;
      if (name !== "begins_with") throw unsupported(name);
      return [testOf("begins_with", operands[0] as Operand, operands.slice(1), values)];
    }
    case "comparison": {
      const { comparator, left, right } = condition;
      if (comparator === "<>") throw unsupported("<>");
      if (left.kind === "value") return [testOf(flipped[comparator], right, [left], values)];
      return [testOf(comparator, left, [right], values)];
    }
  }
}

const flipped = { "=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

function testOf(
  operator: Test["operator"],
  operand: Operand,
  others: readonly Operand[],
  values: ReadonlyMap<string, Value>,
): Test {
  if (operand.kind === "function") throw unsupported(operand.name);
  if (operand.kind === "value") {
    throw validationError("Invalid condition in KeyConditionExpression: No key attribute specified");
  }
  const [name, ...nested] = operand.path;
  if (nested.length > 0) {
    throw validationError("KeyConditionExpressions cannot have conditions on nested attributes");
  }
  const found = others.map((other) => {
    if (other.kind === "function") throw unsupported(other.name);
    if (other.kind === "value") return values.get(other.placeholder) as Value;
    throw validationError(
      "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition",
    );
  });
  return { name: String(name), operator, values: found };
}

function boundsOf({ operator, values }: Test): readonly Bound[] {
  const [low, high = low] = values.map(sortBytes) as [Buffer, Buffer?];
  if (operator === "BETWEEN") {
    return [
      { operator: ">=", bytes: low },
      { operator: "<=", bytes: high },
    ];
  }
  if (operator !== "begins_with") return [{ operator: operator as Bound["operator"], bytes: low }];
  const end = afterPrefix(low);
  return [{ operator: ">=", bytes: low }, ...(end === undefined ? [] : [{ operator: "<" as const, bytes: end }])];
}

/** The first bytes that sort after all that begin so; undefined if none do. */
function afterPrefix(prefix: Buffer): Buffer | undefined {
  const last = prefix.findLastIndex((byte) => byte < 255);
  if (last === -1) return undefined;
  const end = Buffer.from(prefix.subarray(0, last + 1));
  end[last] = (end[last] ?? 0) + 1;
  return end;
}
