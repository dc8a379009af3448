import { checkCallWorkflow, isKind, longestExecutionSeconds, type Workflow } from "#authoring";
import type { Retrier } from "#asl";
import { literal, object, poison } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type LowerContext, refuse, shapeAt, sourceText, valueOf } from "../context.ts";
import { lowerExpression } from "../recursion.ts";
import { pascalCase } from "../state-name.ts";
import { addEffect } from "./add-effect.ts";
import { outputMembers } from "./effect-call.ts";
import { readOptions } from "./read-options.ts";
import { startExecutionRetrier } from "./retriers.ts";

/** `await call(workflow, input)`: starts an execution of the other state machine and waits for its end. */
export function lowerCallWorkflow(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const [callee, input, third] = node.arguments;
  if (callee === undefined || input === undefined) return poison;
  const resolved = valueOf(context, callee);
  if (resolved === undefined || !isKind(resolved.value, "workflow"))
    return refuse(context, callee, "MR1216", { name: sourceText(callee) });
  const options = third === undefined ? {} : readOptions(third, checkCallWorkflow, context);
  if (options === undefined) return poison;
  const value = lowerExpression(input, context);
  if (value.kind === "poison") return poison;
  if (shapeAt(context, input).has("undefined")) return refuse(context, input, "MR2122", { text: sourceText(input) });
  const { name } = resolved.value as Workflow;
  const pascal = pascalCase(name);
  const placeholder = `${pascal}StateMachineArn`;
  context.calls.set(name, { name, placeholder, file: resolved.file });
  const retry: readonly Retrier[] = [startExecutionRetrier];
  return addEffect(
    {
      node,
      effect: {
        kind: "task",
        resource: "arn:aws:states:::states:startExecution.sync:2",
        arguments: object([
          ["StateMachineArn", literal(`\${${placeholder}}`)],
          ["Input", value],
        ]),
        valuePath: ["Output"],
        timeoutSeconds: literal(options.timeoutSeconds ?? longestExecutionSeconds),
        retry,
      },
      name: pascal,
      resultName: `${pascal[0]!.toLowerCase()}${pascal.slice(1)}Result`,
      resultMembers: outputMembers(node, context),
    },
    context,
  );
}
