import { expressionSource } from "../expressions/expression-source.ts";
import { parseTimestamp } from "../parse-timestamp.ts";
import { isRecord } from "./json-record.ts";

/** Says what is wrong with a value, in AWS's words as far as they are known, or undefined where it is fine. */
export type FieldCheck = (value: unknown) => string | undefined;

export const anyJson: FieldCheck = () => undefined;
export const text: FieldCheck = ofType("String", (value) => typeof value === "string");
export const boolean: FieldCheck = ofType("Boolean", (value) => typeof value === "boolean");
export const number: FieldCheck = ofType("Number", (value) => typeof value === "number");
export const record: FieldCheck = ofType("Object", isRecord);
export const anyList: FieldCheck = ofType("Array", (value) => Array.isArray(value));

export const nonEmptyText: FieldCheck = both(text, (value) => (value === "" ? "must not be empty" : undefined));
export const list: FieldCheck = both(anyList, (value) =>
  (value as readonly unknown[]).length > 0 ? undefined : empty,
);
export const onlyTrue: FieldCheck = both(boolean, (value) => (value === true ? undefined : "must be true"));
export const nameList: FieldCheck = both(list, (value) =>
  (value as readonly unknown[]).every((name) => typeof name === "string") ? undefined : "must be an array of strings",
);
export const errorNameList: FieldCheck = nameList;

const empty = "must be a non-empty array";

/** AWS: "The value must be a valid JSONPath" of any kind; whoever compiles it looks closer. */
export const path: FieldCheck = both(text, (value) => (isPath(value) ? undefined : notAPath));
export const pathOrNull: FieldCheck = nullOr(path);
/** A path to one place. */
export const referencePath: FieldCheck = both(text, (value) => (isPath(value) ? undefined : notAReferencePath));
export const referencePathOrNull: FieldCheck = nullOr(referencePath);
/** Where a text may also be made by an intrinsic function. */
export const pathOrFunction: FieldCheck = both(text, (value) =>
  isPath(value) || (value as string).startsWith("States.") ? undefined : notAPathOrFunction,
);

const notAPath = "Value must be a valid JSONPath.";
const notAReferencePath = "Value is not a Reference Path: Reference path didn't start with '$'";
const notAPathOrFunction = "Value must be a valid JSONPath or a valid intrinsic function call";

export const timestamp: FieldCheck = both(text, (value) =>
  parseTimestamp(value as string) === undefined ? "String does not match RFC3339 timestamp" : undefined,
);

const longest = 99_999_999;
const longestDelay = 31_622_400;
const mostItems = 100_000_000;

export const count: FieldCheck = integer(0);
export const seconds: FieldCheck = integer(0, longest);
export const positiveSeconds: FieldCheck = integer(1, longest);
export const attempts: FieldCheck = integer(0, longest);
export const delaySeconds: FieldCheck = integer(1, longestDelay);
export const itemCount: FieldCheck = integer(0, mostItems);
export const percentage: FieldCheck = fraction(0, 100);
export const backoffRate: FieldCheck = fraction(1);

/** In JSONata, an expression may give the value. */
export const orExpression =
  (check: FieldCheck): FieldCheck =>
  (value) =>
    isExpression(value) ? undefined : check(value);

export const condition: FieldCheck = (value) =>
  typeof value === "boolean" || isExpression(value) ? undefined : "must be a boolean or a JSONata expression";
export const items: FieldCheck = (value) =>
  Array.isArray(value) || isExpression(value) ? undefined : "must be an array or a JSONata expression";

export const oneOf =
  (...values: readonly string[]): FieldCheck =>
  (value) =>
    values.includes(value as string)
      ? undefined
      : `must be one of [${values.join(", ")}], got ${JSON.stringify(value)}`;

export const queryLanguage: FieldCheck = oneOf("JSONPath", "JSONata");

function isExpression(value: unknown): value is string {
  return typeof value === "string" && expressionSource(value) !== undefined;
}

function isPath(value: unknown): boolean {
  return typeof value === "string" && value.startsWith("$");
}

function ofType(type: string, holds: (value: unknown) => boolean): FieldCheck {
  return (value) => (holds(value) ? undefined : `Expected value of type ${type}`);
}

function both(first: FieldCheck, second: FieldCheck): FieldCheck {
  return (value) => first(value) ?? second(value);
}

function nullOr(check: FieldCheck): FieldCheck {
  return (value) => (value === null ? undefined : check(value));
}

function integer(least: number, most = Number.POSITIVE_INFINITY): FieldCheck {
  return both(ofType("Integer", Number.isInteger), (value) => outOfRange(value as number, least, most, String));
}

/** AWS writes the bounds of a number that need not be whole as such: `0.0`. */
function fraction(least: number, most = Number.POSITIVE_INFINITY): FieldCheck {
  return both(number, (value) => outOfRange(value as number, least, most, (bound) => bound.toFixed(1)));
}

function outOfRange(value: number, least: number, most: number, print: (bound: number) => string): string | undefined {
  if (value < least) return `Minimum value is ${print(least)}`;
  return value > most ? `Maximum value is ${print(most)}` : undefined;
}
