import { parseTimestamp } from "#asl";
import type { Json, WaitState } from "#asl";
import { bindingsOf, evaluateTyped, evaluationFailure, isCount, isString } from "../core/evaluate.ts";
import { leaveState } from "../core/leave-state.ts";
import { waiting } from "../core/progress.ts";
import type { Progress } from "../core/progress.ts";
import { currentOf, freshId, stateNamed, updateCurrent } from "../core/run.ts";
import type { Run, Steps } from "../core/run.ts";

export function* enterWait(run: Run, threadId: string, state: WaitState): Steps<Progress> {
  const dueAt = yield* dueTime(run, threadId, state);
  if (dueAt <= run.at) return yield* endWait(run, threadId);
  const timerId = freshId(run, "timer");
  run.effects.push({ kind: "startTimer", timerId, dueAt });
  updateCurrent(run, threadId, { activity: { kind: "wait", timerId } });
  return waiting;
}

export function* endWait(run: Run, threadId: string): Steps<Progress> {
  updateCurrent(run, threadId, { activity: undefined });
  const { name, input } = currentOf(run, threadId);
  const state = stateNamed(run, name) as WaitState;
  return yield* leaveState(run, threadId, state, { fields: {}, defaultOutput: input });
}

function* dueTime(run: Run, threadId: string, state: WaitState): Steps<number> {
  const bindings = bindingsOf(run, threadId);
  if (state.Timestamp === undefined) {
    const options = { field: "Seconds", bindings, expected: "integer", isExpected: isCount };
    const template: Json = state.Seconds ?? 0;
    return run.at + (yield* evaluateTyped(run, threadId, { template, ...options })) * 1000;
  }
  const text = yield* evaluateTyped(run, threadId, {
    template: state.Timestamp,
    field: "Timestamp",
    bindings,
    expected: "string",
    isExpected: isString,
  });
  const moment = parseTimestamp(text);
  if (moment !== undefined) return moment;
  const words = `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`;
  throw evaluationFailure(run, threadId, "Timestamp", words);
}
