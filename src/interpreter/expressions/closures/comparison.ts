import type { Evaluate } from "./evaluate.ts";
import { ExpressionFailure } from "./failures.ts";

type Comparable = string | number;

const comparisons = {
  "<": (left: Comparable, right: Comparable) => left < right,
  "<=": (left: Comparable, right: Comparable) => left <= right,
  ">": (left: Comparable, right: Comparable) => left > right,
  ">=": (left: Comparable, right: Comparable) => left >= right,
} as const;

/** `a < b`: of two numbers or two strings; nothing where either side is nothing. */
export function compileComparison(operator: keyof typeof comparisons, left: Evaluate, right: Evaluate): Evaluate {
  const compare = comparisons[operator];
  return (input, frame) => {
    const before = left(input, frame);
    const after = right(input, frame);
    if (!isComparable(before) || !isComparable(after)) throw new ExpressionFailure("T2010");
    if (before === undefined || after === undefined) return undefined;
    if (typeof before !== typeof after) throw new ExpressionFailure("T2009");
    return compare(before, after);
  };
}

function isComparable(value: unknown): value is Comparable | undefined {
  return value === undefined || typeof value === "string" || typeof value === "number";
}
