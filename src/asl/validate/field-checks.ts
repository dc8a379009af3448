import { expressionSource } from "../expressions/expression-source.ts";
import { parseTimestamp } from "../parse-timestamp.ts";
import { isRecord } from "./json-record.ts";

/** Says what a value must be, or undefined where it is fine. */
export type FieldCheck = (value: unknown) => string | undefined;

function isExpression(value: unknown): value is string {
  return typeof value === "string" && expressionSource(value) !== undefined;
}

export const path: FieldCheck = must("a JSONPath", isPath);
export const pathOrNull: FieldCheck = must("a JSONPath or null", (value) => value === null || isPath(value));
/** Where a text may also be made by an intrinsic function. */
export const pathOrFunction: FieldCheck = must(
  "a valid JSONPath or a valid intrinsic function call",
  (value) => isPath(value) || (typeof value === "string" && value.startsWith("States.")),
);
export const number: FieldCheck = must("a number", (value) => typeof value === "number");
export const boolean: FieldCheck = must("a boolean", (value) => typeof value === "boolean");
export const timestamp: FieldCheck = must(
  "an ISO-8601 extended offset date-time format string",
  (value) => typeof value === "string" && parseTimestamp(value) !== undefined,
);
export const percentage: FieldCheck = must(
  "a number from 0 to 100",
  (value) => typeof value === "number" && value >= 0 && value <= 100,
);
export const anyJson: FieldCheck = () => undefined;
export const text: FieldCheck = must("a string", (value) => typeof value === "string");
export const nonEmptyText: FieldCheck = must(
  "a non-empty string",
  (value) => typeof value === "string" && value !== "",
);
export const onlyTrue: FieldCheck = must("true", (value) => value === true);
export const record: FieldCheck = must("an object", isRecord);
export const anyList: FieldCheck = must("an array", (value) => Array.isArray(value));
export const list: FieldCheck = must("a non-empty array", (value) => Array.isArray(value) && value.length > 0);
export const jsonataMode: FieldCheck = must("'JSONata' or 'JSONPath'", (value) =>
  ["JSONata", "JSONPath"].includes(value as string),
);
export const count: FieldCheck = must("an integer of 0 or more", isCount);
export const positive: FieldCheck = must("an integer above 0", (value) => isCount(value) && value !== 0);
export const countOrExpression: FieldCheck = must(
  "an integer of 0 or more or a JSONata expression",
  (value) => isCount(value) || isExpression(value),
);
export const positiveOrExpression: FieldCheck = must(
  "an integer above 0 or a JSONata expression",
  (value) => (isCount(value) && value !== 0) || isExpression(value),
);
export const condition: FieldCheck = must(
  "a boolean or a JSONata expression",
  (value) => typeof value === "boolean" || isExpression(value),
);
export const listOrExpression: FieldCheck = must(
  "an array or a JSONata expression",
  (value) => Array.isArray(value) || isExpression(value),
);
export const backoffRate: FieldCheck = must(
  "a number of 1 or more",
  (value) => typeof value === "number" && value >= 1,
);
export const jitterStrategy: FieldCheck = must("'FULL' or 'NONE'", (value) =>
  ["FULL", "NONE"].includes(value as string),
);
export const percentageOrExpression: FieldCheck = must(
  "a number from 0 to 100 or a JSONata expression",
  (value) => (typeof value === "number" && value >= 0 && value <= 100) || isExpression(value),
);
export const nameList: FieldCheck = must(
  "a non-empty array of strings",
  (value) => Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === "string"),
);
export const label: FieldCheck = must(
  "a text of at most 40 characters without spaces, wildcards, brackets and special characters",
  (value) => typeof value === "string" && /^[\p{L}\p{N}_.-]{1,40}$/u.test(value),
);
export const oneOf = (...values: readonly string[]): FieldCheck =>
  must(`one of [${values.join(", ")}]`, (value) => values.includes(value as string));
export const errorNameList: FieldCheck = nameList;

function isPath(value: unknown): boolean {
  return typeof value === "string" && value.startsWith("$");
}

function must(what: string, holds: (value: unknown) => boolean): FieldCheck {
  return (value) => (holds(value) ? undefined : `must be ${what}`);
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}
