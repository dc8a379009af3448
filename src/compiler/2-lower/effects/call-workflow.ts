import { checkCallWorkflow, isKind, longestExecutionSeconds, type Workflow } from "#authoring";
import { literal, object, poison } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type LowerContext, refuse, shapeAt, sourceText, valueOf } from "../context.ts";
import { lowerExpression } from "../recursion.ts";
import { camelCase, pascalCase } from "../state-name.ts";
import { addEffect } from "./add-effect.ts";
import { addExpressCall } from "./express-call.ts";
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
  const shape = shapeAt(context, input);
  if (shape.has("undefined")) return refuse(context, input, "MR2122", { text: sourceText(input) });
  const { name, type } = resolved.value as Workflow;
  // Step Functions takes a text for the JSON of the input, which it is not, and null for no input.
  if (![...shape].every((kind) => kind === "object" || kind === "array"))
    return refuse(context, input, "MR2209", { text: sourceText(input) });
  const pascal = pascalCase(name);
  const placeholder = `${pascal}StateMachineArn`;
  context.calls.set(name, { name, placeholder, file: resolved.file, type });
  const sent = object([
    ["StateMachineArn", literal(`\${${placeholder}}`)],
    ["Input", value],
  ]);
  if (type === "express") return addExpressCall({ node, name: pascal, sent, ...options }, context);
  return addEffect(
    {
      node,
      effect: {
        kind: "task",
        resource: "arn:aws:states:::states:startExecution.sync:2",
        arguments: sent,
        valuePath: ["Output"],
        timeoutSeconds: literal(options.timeoutSeconds ?? longestExecutionSeconds),
        retry: [startExecutionRetrier],
      },
      name: pascal,
      resultName: `${camelCase(pascal)}Result`,
      resultMembers: outputMembers(node, context),
    },
    context,
  );
}
