import { mayBeUndefined } from "../../1-analyze/shape.ts";
import type { TaskEffect } from "../../ir/ir.ts";
import { poison } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { ts } from "../../program.ts";
import { type LowerContext, refuse } from "../context.ts";
import { camelCase, pascalCase } from "../state-name.ts";
import { addEffect } from "./add-effect.ts";
import { lowerInput, outputMembers, outputShape } from "./effect-call.ts";
import { lambdaInvoke } from "./lambda-invoke.ts";
import { resolveTask } from "./resolve-task.ts";

/** A call that is lowered, but not yet part of the blocks. */
export interface PreparedCall {
  readonly effect: TaskEffect;
  /** What the state would like to be called. */
  readonly name: string;
  /** What the function or the event is called, in tests too. */
  readonly target: string;
  /** What to call the variable that gets the result; `undefined` if there is none. */
  readonly resultName: string | undefined;
  readonly resultMembers?: readonly string[] | undefined;
}

export function lowerTaskCall(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const prepared = prepareTaskCall(node, context);
  return prepared === undefined ? poison : addEffect({ node, ...prepared }, context);
}

/** `undefined` where a diagnostic was reported. */
export function prepareTaskCall(node: ts.CallExpression, context: LowerContext): PreparedCall | undefined {
  const resolved = resolveTask(node.expression, context);
  if (resolved === undefined) return undefined;
  const { contract, callOptions } = resolved.task;
  const payload = lowerInput(node, context);
  if (payload.kind === "poison") return undefined;
  if (mayBeUndefined(outputShape(node, context))) {
    refuse(context, node, "MR2129", { name: contract.name });
    return undefined;
  }
  const pascal = pascalCase(contract.name);
  const placeholder = `${pascal}FunctionArn`;
  context.tasks.set(placeholder, { placeholder, contract, contractFile: resolved.file });
  return {
    effect: lambdaInvoke(contract, callOptions, placeholder, payload),
    name: pascal,
    target: contract.name,
    resultName: `${camelCase(pascal)}Result`,
    resultMembers: outputMembers(node, context),
  };
}
