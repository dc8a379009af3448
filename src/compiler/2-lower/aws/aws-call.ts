import type { AwsOperation } from "#authoring";
import type { TaskEffect } from "../../ir/ir.ts";
import { literal, poison } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { ts } from "../../program.ts";
import { type LowerContext, sourcePlace } from "../context.ts";
import { addEffect } from "../effects/add-effect.ts";
import { lowerInput, outputMembers } from "../effects/effect-call.ts";
import { awsRetriers } from "../effects/retriers.ts";
import type { PreparedCall } from "../effects/task-call.ts";
import { pascalCase } from "../state-name.ts";
import { resolveAwsOperation } from "./aws-operation.ts";
import { awsRights } from "./aws-rights.ts";

/** `await dynamodb.getItem({ … })`: a Task state that calls the service itself. */
export function lowerAwsCall(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const prepared = prepareAwsCall(node, context);
  return prepared === undefined ? poison : addEffect({ node, ...prepared }, context);
}

/** `undefined` where a diagnostic was reported. */
export function prepareAwsCall(node: ts.CallExpression, context: LowerContext): PreparedCall | undefined {
  const resolved = resolveAwsOperation(node.expression, context);
  if (resolved === undefined) return undefined;
  const input = lowerInput(node, context);
  if (input.kind === "poison") return undefined;
  const { operation } = resolved;
  const target = `${operation.service}:${operation.name}`;
  context.awsCalls.push({
    name: target,
    operation,
    place: sourcePlace(context, node),
    rights: awsRights(operation, input, context.references),
  });
  const plainName = operation.name.replace(/\.sync$/, "");
  return {
    effect: awsTask(resolved, input),
    name: pascalCase(plainName),
    target,
    resultName: `${plainName}Result`,
    resultMembers: outputMembers(node, context),
  };
}

function awsTask({ operation, callOptions }: AwsOperation, input: JsonataNode): TaskEffect {
  return {
    kind: "task",
    resource: operation.resource,
    arguments: input,
    valuePath: [],
    timeoutSeconds: literal(callOptions.timeoutSeconds ?? operation.timeoutSeconds),
    retry: awsRetriers(operation, callOptions),
  };
}
