import { conditional } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { ts } from "../../program.ts";
import type { LowerContext } from "../context.ts";
import { branchOnValue } from "./branch-on-value.ts";
import { lowerCondition } from "./condition.ts";
import { needsStatements } from "../functions/function-traits.ts";
import { lowerExpression } from "../recursion.ts";

/** `test ? a : b` */
export function lowerConditional(node: ts.ConditionalExpression, context: LowerContext): JsonataNode {
  const { condition, whenTrue, whenFalse } = node;
  return lowerChoice(
    {
      node,
      test: condition,
      arms: [whenTrue, whenFalse],
      whenTrue: () => lowerExpression(whenTrue, context),
      whenFalse: () => lowerExpression(whenFalse, context),
    },
    context,
  );
}

export interface Choice {
  readonly node: ts.Expression;
  readonly test: ts.Expression;
  /** What the two values are made from. */
  readonly arms: readonly ts.Expression[];
  readonly whenTrue: () => JsonataNode;
  readonly whenFalse: () => JsonataNode;
}

/** One of two values: an expression, or two ways if an arm awaits something. */
export function lowerChoice({ node, test, arms, whenTrue, whenFalse }: Choice, context: LowerContext): JsonataNode {
  const condition = lowerCondition(test, context);
  return arms.some((arm) => needsStatements(arm, context))
    ? branchOnValue({ node, nameFrom: test, condition, whenTrue, whenFalse, context })
    : conditional(condition, whenTrue(), whenFalse());
}
