import { reference } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { isPlainPath } from "../../jsonata/walk.ts";
import type { ts } from "../../program.ts";
import type { LowerContext } from "../context.ts";
import { caughtBefore } from "../effects/caught-value.ts";
import { lowerExpression } from "../recursion.ts";
import { declareTemporary } from "../variables.ts";

/** The value of an expression that is evaluated once, before what it is for. */
export function evaluatedOnce(
  node: ts.Expression,
  context: LowerContext,
  change: (value: JsonataNode) => JsonataNode = (value) => value,
): JsonataNode {
  return inVariable(caughtBefore(node, change(lowerExpression(node, context)), context), context);
}

/** A value that is taken apart is computed once. */
export function inVariable(value: JsonataNode, context: LowerContext): JsonataNode {
  if (isPlainPath(value) || value.kind === "array" || value.kind === "object" || value.kind === "poison") return value;
  const { variable } = declareTemporary("value", false, context);
  context.region.assign(variable, value);
  return reference(variable);
}
