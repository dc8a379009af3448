import type { CallOptions, Contract } from "#authoring";
import type { TaskEffect } from "../../ir/ir.ts";
import { call, literal, object, path, states } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { taskRetriers, timeoutMarginSeconds } from "./retriers.ts";

/** The call of a task function, whose input has nothing added. */
export function lambdaInvoke(
  contract: Contract,
  options: CallOptions,
  placeholder: string,
  payload: JsonataNode,
): TaskEffect {
  return {
    kind: "task",
    resource: "arn:aws:states:::lambda:invoke",
    arguments: object([
      ["FunctionName", literal(`\${${placeholder}}`)],
      ["Payload", payload],
      ["ClientContext", clientContext()],
    ]),
    valuePath: ["Payload"],
    timeoutSeconds: literal(options.timeoutSeconds ?? contract.timeoutSeconds + timeoutMarginSeconds),
    retry: taskRetriers(options),
  };
}

/** Tells the function which execution it works for. */
function clientContext(): JsonataNode {
  const context = states("context");
  return call(
    "base64encode",
    call(
      "string",
      object([
        ["execution", path(context, "Execution", "Id")],
        ["executionName", path(context, "Execution", "Name")],
        ["state", path(context, "State", "Name")],
        ["stateEnteredTime", path(context, "State", "EnteredTime")],
        ["retryCount", path(context, "State", "RetryCount")],
      ]),
    ),
  );
}
