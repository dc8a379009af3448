import { literal, now, object, path, reference, states } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { ts } from "../../program.ts";
import { bare, type LowerContext, millraceName } from "../context.ts";
import { declareTemporary } from "../variables.ts";

/** The value of `context`, whose members fold away where one of them is asked for. */
export function executionContext(context: LowerContext): JsonataNode {
  return object([
    ["execution", executionNode(context)],
    ["workflow", object([["name", literal(context.workflowName)]])],
  ]);
}

const execution = path(states("context"), "Execution");
const currentExecution = object([
  ["id", path(execution, "Id")],
  ["name", path(execution, "Name")],
  ["startTime", path(execution, "StartTime")],
]);

/** What `context.execution` is here. */
export const executionNode = (context: LowerContext): JsonataNode => context.execution ?? currentExecution;

export function isNowCall(callee: ts.PropertyAccessExpression, context: LowerContext): boolean {
  return callee.name.text === "now" && millraceName(context, bare(callee.expression)) === "context";
}

/** `context.now()`: kept at once, since what comes after in the same expression may take its time. */
export function lowerNow(context: LowerContext): JsonataNode {
  if (context.isPure) return now;
  const { variable } = declareTemporary("moment", false, context);
  context.region.assign(variable, now);
  return reference(variable);
}
