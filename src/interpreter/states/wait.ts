import { parseTimestamp } from "#asl";
import type { Json, WaitState } from "#asl";
import { bindingsOf, evaluateTyped, evaluationFailure, isCount, isString } from "../core/evaluate.ts";
import { effectiveInput, findPath, isJsonPath, jsonPathFailure, plainText } from "../core/json-path-fields.ts";
import { leaveState } from "../core/leave-state.ts";
import { waiting } from "../core/progress.ts";
import type { Progress } from "../core/progress.ts";
import { addEffect, currentOf, freshId, stateNamed } from "../core/run.ts";
import type { Run } from "../core/run.ts";
import type { StateFailure } from "../core/state-failure.ts";

export function enterWait(run: Run, threadId: string, state: WaitState): Progress {
  const dueAt = dueTime(run, threadId, state);
  if (dueAt <= run.at) return endWait(run, threadId);
  const timerId = freshId(run, "timer");
  addEffect(run, { kind: "startTimer", timerId, dueAt });
  currentOf(run, threadId).activity = { kind: "wait", timerId };
  return waiting;
}

export function endWait(run: Run, threadId: string): Progress {
  const current = currentOf(run, threadId);
  current.activity = undefined;
  const { name, input } = current;
  const state = stateNamed(run, name) as WaitState;
  return leaveState(run, threadId, state, { defaultOutput: input });
}

function dueTime(run: Run, threadId: string, state: WaitState): number {
  if (isJsonPath(state)) return jsonPathDueTime(run, threadId, state);
  const bindings = bindingsOf(run, threadId);
  if (state.Timestamp === undefined) {
    const options = { field: "Seconds", bindings, expected: "integer", isExpected: isCount };
    const template: Json = state.Seconds ?? 0;
    return run.at + evaluateTyped(run, threadId, { template, ...options }) * 1000;
  }
  const text = evaluateTyped(run, threadId, {
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

function jsonPathDueTime(run: Run, threadId: string, state: WaitState): number {
  const { Seconds: seconds, Timestamp: timestamp, SecondsPath: secondsPath, TimestampPath: timestampPath } = state;
  if (secondsPath !== undefined) {
    const value = valueAt(run, threadId, state, "SecondsPath", secondsPath);
    if (isCount(value)) return run.at + value * 1000;
    throw notReferenced(
      run,
      threadId,
      "SecondsPath",
      `a valid positive integer: ${secondsPath} == ${plainText(value)}`,
    );
  }
  if (seconds !== undefined) return run.at + Number(seconds) * 1000;
  const value =
    timestampPath === undefined ? timestamp! : valueAt(run, threadId, state, "TimestampPath", timestampPath);
  const moment = isString(value) ? parseTimestamp(value) : undefined;
  if (moment !== undefined) return moment;
  const what = `a valid ISO-8601 extended offset date-time format string: ${timestampPath} == ${plainText(value)}`;
  throw notReferenced(run, threadId, "TimestampPath", what);
}

function valueAt(run: Run, threadId: string, state: WaitState, field: string, path: string): Json {
  const value = findPath(run, threadId, path, effectiveInput(run, threadId, state));
  if (value !== undefined) return value;
  throw notReferenced(run, threadId, field, `an input value: ${path}`);
}

function notReferenced(run: Run, threadId: string, field: string, what: string): StateFailure {
  return jsonPathFailure(run, threadId, `The ${field} parameter does not reference ${what}`);
}
