import { longestExpressSeconds } from "#authoring";
import { call, equals, literal, member, not, object, reference } from "../../jsonata/build.ts";
import { messageOfCause } from "../../jsonata/message-of-cause.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { ts } from "../../program.ts";
import { type LowerContext, sourcePlace } from "../context.ts";
import { errorValue } from "../errors/construct-error.ts";
import { camelCase } from "../state-name.ts";
import { addEffect } from "./add-effect.ts";
import { startSyncExecutionRetrier, timeoutMarginSeconds } from "./retriers.ts";

export interface ExpressCall {
  readonly node: ts.CallExpression;
  /** The called workflow's, as a state is called. */
  readonly name: string;
  /** The arguments of the state. */
  readonly sent: JsonataNode;
  readonly timeoutSeconds?: number | undefined;
}

/** What the answer has of an execution, however it ended. Of its input, which comes back too, nothing is kept. */
const answerMembers = ["Cause", "Error", "ExecutionArn", "Input", "Output", "Status"];

/**
 * A call of an Express workflow. Step Functions has no `.sync` for those; its SDK integration waits, too, but answers in the
 * same way whether the execution went well or not, and with its output as text.
 */
export function addExpressCall({ node, name, sent, timeoutSeconds }: ExpressCall, context: LowerContext): JsonataNode {
  const { region, names } = context;
  const resultName = camelCase(name);
  const answer = addEffect(
    {
      node,
      effect: {
        kind: "task",
        resource: startSyncExecution,
        arguments: sent,
        valuePath: [],
        timeoutSeconds: literal(timeoutSeconds ?? longestExpressSeconds + timeoutMarginSeconds),
        retry: [startSyncExecutionRetrier],
      },
      name,
      resultName: `${resultName}Answer`,
      resultMembers: answerMembers,
    },
    context,
  );
  const [failed, after] = [region.newBlock(), region.newBlock()];
  region.end({
    kind: "choice",
    rules: [{ condition: not(equals(member(answer, "Status", false), literal("SUCCEEDED"))), target: failed }],
    otherwise: after,
    name: `If${name}Failed`,
    place: sourcePlace(context, node),
  });
  region.start(failed);
  fail(answer, { node, name }, context);
  region.start(after);
  const result = names.variable(`${resultName}Result`);
  region.assign(result, call("parse", member(answer, "Output", false)));
  return reference(result);
}

const startSyncExecution = "arn:aws:states:::aws-sdk:sfn:startSyncExecution";

/** As the failure of a Standard workflow that is called: by one name, what happened being the cause. */
function fail(answer: JsonataNode, { node, name }: Pick<ExpressCall, "node" | "name">, context: LowerContext): void {
  const { region, handler } = context;
  const told = ["Cause", "Error", "ExecutionArn", "Status"].map(
    (key) => [key, member(answer, key, key === "Cause" || key === "Error")] as const,
  );
  const error = literal("States.TaskFailed");
  const cause = call("string", object(told));
  if (handler === undefined) {
    region.end({ kind: "fail", error, cause, name: `${name}Failed`, place: sourcePlace(context, node) });
    return;
  }
  const message = messageOfCause(member(answer, "Cause", true));
  region.assign(handler.variable, errorValue({ name: error, message, cause }));
  region.end({ kind: "goto", target: handler.target });
}
