import { conditional } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { ts } from "../../program.ts";
import type { LowerContext } from "../context.ts";
import { branchOnValue } from "./branch-on-value.ts";
import { lowerCondition } from "./condition.ts";
import { needsStatements } from "../functions/function-traits.ts";
import { lowerExpression } from "../recursion.ts";

/** `test ? a : b`: an expression, or two ways if an arm awaits something. */
export function lowerConditional(node: ts.ConditionalExpression, context: LowerContext): JsonataNode {
  const condition = lowerCondition(node.condition, context);
  if (needsStatements(node.whenTrue, context) || needsStatements(node.whenFalse, context)) {
    return branchOnValue({
      node,
      nameFrom: node.condition,
      condition,
      whenTrue: () => lowerExpression(node.whenTrue, context),
      whenFalse: () => lowerExpression(node.whenFalse, context),
      context,
    });
  }
  return conditional(condition, lowerExpression(node.whenTrue, context), lowerExpression(node.whenFalse, context));
}
