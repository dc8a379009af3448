import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { bare, type LowerContext, millraceName, refuse } from "../context.ts";
import { branchOnValue } from "../expressions/branch-on-value.ts";
import { lowerCondition } from "../expressions/condition.ts";
import { lowerExpression } from "../recursion.ts";
import { isPromise, isTaskCall, lowerEmitCall, lowerTaskCall } from "./effect-call.ts";
import { isPromiseAll, lowerPromiseAll } from "./promise-all.ts";

/** `await …`: the state that does it, and the node of its result. */
export function lowerAwait(node: ts.AwaitExpression, context: LowerContext): JsonataNode {
  if (context.isPure) return refuse(context, node, "MR2123");
  return lowerAwaited(node.expression, context);
}

/** The operand of an await, or what an async function returns. */
export function lowerAwaited(operand: ts.Expression, context: LowerContext): JsonataNode {
  const node = bare(operand);
  if (ts.isCallExpression(node)) {
    if (isTaskCall(node, context)) return lowerTaskCall(node, context);
    if (millraceName(context, node.expression) === "emit") return lowerEmitCall(node, context);
    if (isPromiseAll(node, context)) return lowerPromiseAll(node, context);
  }
  if (ts.isConditionalExpression(node)) {
    return branchOnValue({
      node,
      nameFrom: node.condition,
      condition: lowerCondition(node.condition, context),
      whenTrue: () => lowerAwaited(node.whenTrue, context),
      whenFalse: () => lowerAwaited(node.whenFalse, context),
      context,
    });
  }
  // A task that was called earlier and is awaited here would have run meanwhile.
  if (isPromise(node, context) && !ts.isCallExpression(node)) return refuse(context, node, "MR1201", { what: "task" });
  return lowerExpression(node, context);
}
