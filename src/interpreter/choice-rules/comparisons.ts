import type { Json } from "#asl";
import { compareTimestamps, readTimestamp } from "./compare-timestamps.ts";
import { compilePattern } from "./match-pattern.ts";

// What a rule in JSONPath can ask of its Variable. A value of another type than the comparison's is never what is asked for.

/** Whether a value is in the relation to the other. */
export type Comparison = (value: Json, other: Json) => boolean;

type Order = (left: Json, right: Json) => number | undefined;

const relations: Readonly<Record<string, (order: number) => boolean>> = {
  Equals: (order) => order === 0,
  LessThan: (order) => order < 0,
  GreaterThan: (order) => order > 0,
  LessThanEquals: (order) => order <= 0,
  GreaterThanEquals: (order) => order >= 0,
};

const orders: Readonly<Record<string, Order>> = {
  String: (left, right) => (typeof left === "string" && typeof right === "string" ? orderOf(left, right) : undefined),
  Numeric: (left, right) => (typeof left === "number" && typeof right === "number" ? orderOf(left, right) : undefined),
  Timestamp(left, right) {
    const one = typeof left === "string" ? readTimestamp(left) : undefined;
    const other = typeof right === "string" ? readTimestamp(right) : undefined;
    return one === undefined || other === undefined ? undefined : compareTimestamps(one, other);
  },
};

function orderOf<Value extends string | number>(left: Value, right: Value): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `StringEquals`, `NumericLessThan`, `TimestampGreaterThanEquals` …; each also exists with `Path` behind it. */
export const comparisons: ReadonlyMap<string, Comparison> = new Map([
  ...Object.entries(orders).flatMap(([type, order]) =>
    Object.entries(relations).map(([relation, holds]): [string, Comparison] => [
      `${type}${relation}`,
      (value, other) => {
        const found = order(value, other);
        return found !== undefined && holds(found);
      },
    ]),
  ),
  ["BooleanEquals", (value, other) => typeof value === "boolean" && value === other],
]);

/** `IsNull`, `IsString` …: what the value is. `IsPresent` is not among them: it asks whether there is one. */
export const typeTests: ReadonlyMap<string, (value: Json) => boolean> = new Map<string, (value: Json) => boolean>([
  ["IsNull", (value) => value === null],
  ["IsString", (value) => typeof value === "string"],
  ["IsNumeric", (value) => typeof value === "number"],
  ["IsBoolean", (value) => typeof value === "boolean"],
  ["IsTimestamp", (value) => typeof value === "string" && readTimestamp(value) !== undefined],
]);

export function matchesPattern(pattern: string): (value: Json) => boolean {
  const matches = compilePattern(pattern);
  return (value) => typeof value === "string" && matches(value);
}
