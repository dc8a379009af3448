import { nothing } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { MillraceName } from "../../1-analyze/millrace-symbols.ts";
import { ts } from "../../program.ts";
import { bare, type LowerContext, millraceName, refuse } from "../context.ts";
import { lowerAwsCall } from "../aws/aws-call.ts";
import { isAwsCall } from "../aws/aws-operation.ts";
import { branchOnValue } from "../expressions/branch-on-value.ts";
import { lowerCondition } from "../expressions/condition.ts";
import { functionOf } from "../functions/function-of.ts";
import { inlineCall } from "../functions/inline-call.ts";
import { isConditionallyEvaluated } from "../functions/place-of-call.ts";
import { lowerExpression } from "../recursion.ts";
import { choosesPromise } from "./branches.ts";
import { caughtValue } from "./caught-value.ts";
import { isPromise, isTaskCall } from "./effect-call.ts";
import { lowerCallWorkflow } from "./call-workflow.ts";
import { lowerCallback } from "./callback.ts";
import { lowerEmitCall } from "./emit-call.ts";
import { lowerTaskCall } from "./task-call.ts";
import { lowerSleepCall, lowerSleepUntilCall } from "./sleep.ts";
import { lowerMapItems } from "./map-items.ts";
import { lowerAllSettled } from "./all-settled.ts";
import { lowerPromiseAll } from "./promise-all.ts";
import { promiseMethod, resolvedOperand } from "./promise-method.ts";
import { lowerAwaitStarted } from "./started.ts";

/** Functions of "millrace" that do something when they are awaited. */
const effects: Partial<Record<MillraceName, (node: ts.CallExpression, context: LowerContext) => JsonataNode>> = {
  call: lowerCallWorkflow,
  callback: lowerCallback,
  emit: lowerEmitCall,
  mapItems: lowerMapItems,
  sleep: lowerSleepCall,
  sleepUntil: lowerSleepUntilCall,
};

/** `await …`: the state that does it, and the node of its result. */
export function lowerAwait(node: ts.AwaitExpression, context: LowerContext): JsonataNode {
  if (context.isPure || isConditionallyEvaluated(node)) return refuse(context, node, "MR2123");
  return lowerAwaited(node.expression, context);
}

/** The operand of an await, or what an async function returns. */
export function lowerAwaited(awaited: ts.Expression, context: LowerContext): JsonataNode {
  const operand = resolvedOperand(awaited, context);
  const node = bare(operand);
  if (ts.isCallExpression(node)) {
    if (isTaskCall(node, context)) return lowerTaskCall(node, context);
    if (isAwsCall(node, context)) return lowerAwsCall(node, context);
    const name = millraceName(context, node.expression);
    const lower = name === undefined ? undefined : effects[name];
    if (lower !== undefined) return lower(node, context);
    const method = promiseMethod(node, context);
    if (method === "all") return lowerPromiseAll(node, context);
    if (method === "resolve" && node.arguments.length === 0) return nothing;
    if (method === "allSettled") return lowerAllSettled(node, context);
    if (method === "race" || method === "any") return refuse(context, node, "MR2181", { name: `Promise.${method}` });
  }
  const started = lowerAwaitStarted(node, context);
  if (started !== undefined) return started;
  const called = ts.isCallExpression(node) ? functionOf(node.expression, context) : undefined;
  if (called !== undefined)
    return caughtValue(operand, inlineCall(node as ts.CallExpression, called, context), context);
  if (ts.isConditionalExpression(node) && choosesPromise(node, context)) {
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
  return lowerExpression(operand, context);
}
