import { isActivity } from "#interpreter";
import type { ExecutionEvent } from "#interpreter";
import { AwsError } from "../../aws-error.ts";
import type { Authorization } from "../../service.ts";
import { invalidToken } from "./errors.ts";
import type { States } from "./states.ts";

const tokenPattern = /^[0-9a-f]{64}$/;

/** AWS checks the right on the state machine whose task is answered, or on the activity. */
export function authorizeAnswer(states: States, operation: string, token = ""): readonly Authorization[] {
  const found = states.runtime.store.taskOfToken(token);
  const resource =
    found &&
    (isActivity(found.resource) ? found.resource : states.runtime.store.findById(found.executionId)?.machineArn);
  return [{ action: `states:${operation}`, resource: resource ?? "*" }];
}

/** Hands the answer to the execution that waits for it. */
export async function answerTask(
  states: States,
  token = "",
  eventOf: (taskId: string, at: number) => ExecutionEvent,
): Promise<Record<string, never>> {
  if (!tokenPattern.test(token)) throw invalidToken();
  const found = states.runtime.store.taskOfToken(token);
  if (found === undefined) {
    throw new AwsError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
  }
  await states.runtime.answer(found.executionId, eventOf(found.taskId, states.cloud.clock.now()));
  return {};
}
