import { errorNames } from "#asl";
import type { Machine } from "../load/machine.ts";
import { noteSubmitted, renewHeartbeat, timeoutErrors } from "../states/task.ts";
import type { ErrorAndCause, ExecutionEvent, Transition } from "../types.ts";
import { unreachable } from "../unreachable.ts";
import { cancelActivity } from "./abort-thread.ts";
import { endExecution } from "./finish.ts";
import { beginRun, historyExhausted, snapshotOf } from "./run.ts";
import type { Run, Steps } from "./run.ts";
import { runThread } from "./run-thread.ts";
import type { Activity, Snapshot } from "./snapshot.ts";
import { firstSnapshot, startExecution } from "./start-execution.ts";
import { HistoryExhausted } from "./state-failure.ts";

/** The whole core: one event in, one transition out. */
export function* applyEvent(
  machine: Machine,
  before: Snapshot | undefined,
  event: ExecutionEvent,
): Steps<Transition<Snapshot>> {
  const snapshot = before ?? firstSnapshot(event);
  const run = beginRun(machine, snapshot, event.at);
  if (snapshot.status === "RUNNING") {
    try {
      dispatch(run, before === undefined, event);
      yield* drainQueue(run);
    } catch (error) {
      if (!(error instanceof HistoryExhausted)) throw error;
      stopExecution(run, "FAILED", historyExhausted);
    }
  }
  return { snapshot: snapshotOf(run), history: run.history, effects: run.effects };
}

/** Threads take turns; work of one that was aborted meanwhile is dropped. */
function* drainQueue(run: Run): Steps<void> {
  for (let work = run.queue.shift(); work !== undefined; work = run.queue.shift()) {
    if (run.threads.has(work.threadId)) yield* runThread(run, work);
  }
}

function dispatch(run: Run, isFirst: boolean, event: ExecutionEvent): void {
  switch (event.type) {
    case "ExecutionStarted":
      if (isFirst) startExecution(run);
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
  const found = activities(run).find(
    ([, activity]) => (activity.kind === "task" || activity.kind === "mapRun") && activity.taskId === taskId,
  );
  if (found !== undefined) act(found[0]);
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
