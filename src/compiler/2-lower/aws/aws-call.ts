import type { AwsOperationDescription } from "#authoring";
import type { TaskEffect } from "../../ir/ir.ts";
import { literal, poison } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { ts } from "../../program.ts";
import { type LowerContext, refuse, sourcePlace, sourceText } from "../context.ts";
import { addEffect } from "../effects/add-effect.ts";
import { isLocal, lowerInput, outputMembers } from "../effects/effect-call.ts";
import { awsRetrier } from "../effects/retriers.ts";
import { pascalCase } from "../state-name.ts";
import { awsOperationOf } from "./aws-operation.ts";
import { awsRights } from "./aws-rights.ts";

/** `await dynamodb.getItem({ … })`: a Task state that calls the service itself. */
export function lowerAwsCall(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const operation = awsOperationOf(node.expression, context);
  // An operation in a variable was refused where the variable was declared.
  if (operation === undefined && isLocal(node.expression, context)) return poison;
  if (operation === undefined) return refuse(context, node.expression, "MR2200", { name: sourceText(node.expression) });
  const input = lowerInput(node, context);
  if (input.kind === "poison") return poison;
  const { service, name } = operation;
  context.awsCalls.push({
    name: `${service}:${name}`,
    operation,
    place: sourcePlace(context, node),
    rights: awsRights(operation, input, context.references),
  });
  const plainName = name.replace(/\.sync$/, "");
  return addEffect(
    {
      node,
      effect: awsTask(operation, input),
      name: pascalCase(plainName),
      resultName: `${plainName}Result`,
      resultMembers: outputMembers(node, context),
    },
    context,
  );
}

function awsTask(operation: AwsOperationDescription, input: JsonataNode): TaskEffect {
  return {
    kind: "task",
    resource: operation.resource,
    arguments: input,
    valuePath: [],
    timeoutSeconds: literal(operation.timeoutSeconds),
    retry: [awsRetrier(operation)],
  };
}
