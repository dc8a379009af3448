import { or } from "../jsonata/build.ts";
import type { JsonataNode } from "../jsonata/node.ts";

/** What a negated condition negates: `not a` → `a`, `not a and not b` → `a or b`. */
export function oppositeOf(condition: JsonataNode): JsonataNode | undefined {
  if (condition.kind === "call" && condition.function === "not") return condition.arguments[0];
  if (condition.kind !== "binary" || condition.operator !== "and") return undefined;
  const [left, right] = [oppositeOf(condition.left), oppositeOf(condition.right)];
  return left === undefined || right === undefined ? undefined : or(left, right);
}
