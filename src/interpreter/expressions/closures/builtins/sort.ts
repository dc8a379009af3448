import { ExpressionFailure, askReference } from "../failures.ts";
import { mergeSort } from "../merge-sort.ts";
import type { Values } from "../sequence.ts";
import { isNumeric } from "../values.ts";

/** `$sort(values, function($left, $right) { … })`: the function says whether the left one belongs behind the right one. */
export function sort(values: Values | undefined, isAfter: unknown): unknown {
  if (values === undefined || values.length <= 1) return values;
  if (isAfter === undefined) return sortPlainly(values);
  // In tail position the function comes as it is, and the library cannot call it.
  if (typeof isAfter !== "function") return askReference();
  return mergeSort(values, (left, right) => Boolean(Reflect.apply(isAfter, undefined, [left, right])));
}

function sortPlainly(values: Values): readonly unknown[] {
  const areNumbers = values.filter((value) => !isNumeric(value)).length === 0;
  if (!areNumbers && !values.every((value) => typeof value === "string")) throw new ExpressionFailure("D3070");
  return mergeSort(values as readonly (string | number)[], (left, right) => left > right);
}
