import { errorNames } from "#asl";
import { noteSubmitted, renewHeartbeat, startActivity, timeoutErrors } from "../states/task.ts";
import type { ErrorAndCause, ExecutionEvent } from "../types.ts";
import { unreachable } from "../unreachable.ts";
import { cancelActivity } from "./abort-thread.ts";
import { EvaluationNeeded } from "./evaluation.ts";
import type { EvaluationReply, EvaluationRequest } from "./evaluation.ts";
import { endExecution } from "./finish.ts";
import { undoWork } from "./redo-work.ts";
import { historyExhausted } from "./run.ts";
import type { Run } from "./run.ts";
import { runThread } from "./run-thread.ts";
import type { Activity } from "./snapshot.ts";
import { startExecution } from "./start-execution.ts";
import { HistoryExhausted } from "./state-failure.ts";

/** Takes an event in and goes on as far as possible; gives what the reference is to evaluate before more can be done. */
export function applyEvent(run: Run, event: ExecutionEvent): EvaluationRequest | undefined {
  run.at = event.at;
  return run.execution.status === "RUNNING" ? proceed(run, event) : undefined;
}

/** Goes on with what the reference has evaluated. */
export function applyReply(run: Run, reply: EvaluationReply): EvaluationRequest | undefined {
  run.queue.unshift(undoWork(run, reply));
  return proceed(run);
}

function proceed(run: Run, event?: ExecutionEvent): EvaluationRequest | undefined {
  try {
    if (event !== undefined) dispatch(run, event);
    // Threads take turns; work of one that was aborted meanwhile is dropped.
    for (let work = run.queue.shift(); work !== undefined; work = run.queue.shift()) {
      if (run.threads.has(work.threadId)) runThread(run, work);
    }
  } catch (error) {
    if (error instanceof EvaluationNeeded) return error.request;
    if (!(error instanceof HistoryExhausted)) throw error;
    stopExecution(run, "FAILED", historyExhausted);
  }
  return undefined;
}

function dispatch(run: Run, event: ExecutionEvent): void {
  switch (event.type) {
    case "ExecutionStarted":
      if (run.execution.lastEventId === 0) startExecution(run);
      return;
    case "TaskSucceeded":
      withTask(run, event.taskId, (threadId) =>
        run.queue.push({ kind: "taskSucceeded", threadId, output: event.output }),
      );
      return;
    case "TaskFailed":
      withTask(run, event.taskId, (threadId) =>
        run.queue.push({ kind: "taskFailed", threadId, error: event.error, cause: event.cause }),
      );
      return;
    case "TaskStarted":
      withTask(run, event.taskId, (threadId) => startActivity(run, threadId, event.workerName));
      return;
    case "TaskSubmitted":
      withTask(run, event.taskId, (threadId) => noteSubmitted(run, threadId, event.output));
      return;
    case "TaskSubmitFailed":
      withTask(run, event.taskId, (threadId) =>
        run.queue.push({ kind: "taskSubmitFailed", threadId, error: event.error, cause: event.cause }),
      );
      return;
    case "TaskHeartbeat":
      withTask(run, event.taskId, (threadId) => renewHeartbeat(run, threadId));
      return;
    case "MapRunSucceeded":
      withMapRun(run, event.mapRunId, (threadId) =>
        run.queue.push({ kind: "mapRunSucceeded", threadId, results: event.results }),
      );
      return;
    case "MapRunFailed":
      withMapRun(run, event.mapRunId, (threadId) =>
        run.queue.push({ kind: "mapRunFailed", threadId, error: event.error, cause: event.cause }),
      );
      return;
    case "TimerFired":
      dispatchTimer(run, event.timerId);
      return;
    case "ExecutionStopped":
      stopExecution(run, "ABORTED", event);
      return;
    default:
      unreachable(event);
  }
}

function withTask(run: Run, taskId: string, act: (threadId: string) => void): void {
  for (const { id, current } of run.threads.values()) {
    const { activity } = current ?? {};
    if (activity === undefined || (activity.kind !== "task" && activity.kind !== "mapRun")) continue;
    if (activity.taskId === taskId) return act(id);
  }
}

function withMapRun(run: Run, mapRunId: string, act: (threadId: string) => void): void {
  const found = activities(run).find(
    ([, activity]) => activity.kind === "mapRun" && activity.mapRunId === mapRunId && activity.ended === undefined,
  );
  if (found !== undefined) act(found[0]);
}

function dispatchTimer(run: Run, timerId: string): void {
  if (timerId === run.execution.timeoutTimerId) {
    run.execution.timeoutTimerId = undefined;
    stopExecution(run, "TIMED_OUT", { error: errorNames.timeout });
    return;
  }
  for (const [threadId, activity] of activities(run)) {
    if (activity.kind === "branches" || activity.kind === "mapRun") continue;
    if (activity.kind !== "task") {
      if (activity.timerId === timerId)
        run.queue.push({ kind: activity.kind === "wait" ? "waitOver" : "retry", threadId });
    } else if (activity.timeoutTimerId === timerId) {
      run.queue.push({ kind: "taskTimedOut", threadId, error: timeoutErrors.timeout });
    } else if (activity.heartbeat?.timerId === timerId) {
      run.queue.push({ kind: "taskTimedOut", threadId, error: timeoutErrors.heartbeat });
    }
  }
}

/** Ends the execution wherever it stands. AWS writes no events for the states that were under way. */
function stopExecution(run: Run, status: "FAILED" | "TIMED_OUT" | "ABORTED", reason: ErrorAndCause): void {
  for (const [, activity] of activities(run)) cancelActivity(run, activity);
  endExecution(run, status, reason);
}

function activities(run: Run): (readonly [string, Activity])[] {
  return [...run.threads.values()].flatMap(({ id, current }) =>
    current?.activity === undefined ? [] : [[id, current.activity] as const],
  );
}
