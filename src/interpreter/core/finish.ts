import type { Json } from "#asl";
import type { ErrorAndCause, ExecutionResult } from "../types.ts";
import { detailedEvent, newEvent } from "./recorded-event.ts";
import { addEffect, recordLast, rootThreadId, threadOf } from "./run.ts";
import type { Run } from "./run.ts";

/** Ends the execution well. */
export function succeedExecution(run: Run, output: Json): void {
  const { lastEventId } = threadOf(run, rootThreadId);
  recordLast(run, lastEventId, newEvent("ExecutionSucceeded", output));
  finish(run, { kind: "finish", status: "SUCCEEDED", output });
}

const endings = {
  FAILED: { type: "ExecutionFailed", details: "executionFailedEventDetails" },
  TIMED_OUT: { type: "ExecutionTimedOut", details: "executionTimedOutEventDetails" },
  ABORTED: { type: "ExecutionAborted", details: "executionAbortedEventDetails" },
} as const;

/** Ends the execution in another way. */
export function endExecution(
  run: Run,
  status: keyof typeof endings,
  { error, cause }: ErrorAndCause,
  previousEventId: number = run.execution.lastEventId,
): void {
  const present = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
  const { type, details } = endings[status];
  recordLast(run, previousEventId, detailedEvent(type, { [details]: present }));
  finish(run, { kind: "finish", status, ...present });
}

function finish(run: Run, result: ExecutionResult): void {
  run.queue.length = 0;
  const { timeoutTimerId } = run.execution;
  if (timeoutTimerId !== undefined) addEffect(run, { kind: "cancelTimer", timerId: timeoutTimerId });
  run.execution.status = result.status;
  run.execution.timeoutTimerId = undefined;
  // Where an execution ended without success, a redrive goes on.
  if (result.status === "SUCCEEDED" || run.machine.type === "EXPRESS") run.threads.clear();
  run.lastThread = undefined;
  addEffect(run, result);
}
