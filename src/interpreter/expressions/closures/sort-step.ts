import type { CompileContext } from "./compile-context.ts";
import type { Evaluate, Frame } from "./evaluate.ts";
import { ExpressionFailure } from "./failures.ts";
import { mergeSort } from "./merge-sort.ts";
import type { Values } from "./sequence.ts";
import type { SyntaxNode } from "./syntax-node.ts";

interface Term {
  readonly key: Evaluate;
  readonly isDescending: boolean;
}

/** `x^(>a, b)` */
export function compileSort(node: SyntaxNode, context: CompileContext): (values: Values, frame: Frame) => Values {
  const terms = node.terms!.map(({ descending, expression }) => ({
    key: context.compile(expression, context),
    isDescending: descending,
  }));
  return (values, frame) =>
    mergeSort(values, (left, right) => compareBy(terms, left, right, frame) === 1) as readonly unknown[] as Values;
}

function compareBy(terms: readonly Term[], left: unknown, right: unknown, frame: Frame): number {
  for (const { key, isDescending } of terms) {
    const before = key(left, frame);
    const after = key(right, frame);
    const order = compareKeys(before, after, isDescending);
    if (order !== 0) return order;
  }
  return 0;
}

/** What is not there comes last, in either direction. */
function compareKeys(left: unknown, right: unknown, isDescending: boolean): number {
  if (left === undefined) return right === undefined ? 0 : 1;
  if (right === undefined) return -1;
  if (!isSortable(left) || !isSortable(right)) throw new ExpressionFailure("T2008");
  if (typeof left !== typeof right) throw new ExpressionFailure("T2007");
  if (left === right) return 0;
  return left < right !== isDescending ? -1 : 1;
}

function isSortable(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}
