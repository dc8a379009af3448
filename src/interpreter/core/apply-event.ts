import { errorNames } from "#asl";
import { noteSubmitted, renewHeartbeat, startActivity, timeoutErrors } from "../states/task.ts";
import type { ErrorAndCause, ExecutionEvent } from "../types.ts";
import { unreachable } from "../unreachable.ts";
import { cancelActivity } from "./abort-thread.ts";
import { EvaluationNeeded } from "./evaluation.ts";
import type { EvaluationReply, EvaluationRequest } from "./evaluation.ts";
import { endExecution } from "./finish.ts";
import { undoWork } from "./redo-work.ts";
import { redriveExecution } from "./redrive-execution.ts";
import { historyExhausted, setTime } from "./run.ts";
import type { Run } from "./run.ts";
import { runThread } from "./run-thread.ts";
import { startExecution } from "./start-execution.ts";
import { HistoryExhausted } from "./state-failure.ts";
import type { Work } from "./work.ts";

/** Takes an event in and goes on as far as possible; gives what the reference is to evaluate before more can be done. */
export function applyEvent(run: Run, event: ExecutionEvent): EvaluationRequest | undefined {
  setTime(run, event.at);
  if (event.type === "ExecutionRedriven") redriveExecution(run);
  if (run.execution.status !== "RUNNING") return undefined;
  try {
    return proceed(run, workOf(run, event));
  } catch (error) {
    return interrupted(run, error);
  }
}

/** Goes on with what the reference has evaluated. */
export function applyReply(run: Run, reply: EvaluationReply): EvaluationRequest | undefined {
  try {
    return proceed(run, undoWork(run, reply));
  } catch (error) {
    return interrupted(run, error);
  }
}

function proceed(run: Run, first: Work | undefined): undefined {
  // Threads take turns; work of one that was aborted meanwhile is dropped.
  for (let work = first ?? run.queue.shift(); work !== undefined; work = run.queue.shift()) {
    if (run.threads.get(work.threadId) !== undefined) runThread(run, work);
  }
}

/** What stopped the threads on their way. */
function interrupted(run: Run, error: unknown): EvaluationRequest | undefined {
  if (error instanceof EvaluationNeeded) return error.request;
  if (error instanceof HistoryExhausted) return stopExecution(run, "FAILED", historyExhausted);
  throw error;
}

/** What an event lets a thread do; undefined where it is for nobody any more, or nobody goes on. */
function workOf(run: Run, event: ExecutionEvent): Work | undefined {
  switch (event.type) {
    case "ExecutionStarted":
      return run.execution.lastEventId === 0 ? startExecution(run) : undefined;
    case "TaskSucceeded":
    case "TaskFailed":
    case "TaskSubmitFailed":
      return taskWork(threadOfTask(run, event.taskId), event);
    case "TaskStarted":
    case "TaskSubmitted":
    case "TaskHeartbeat":
      return noteProgress(run, event);
    case "MapRunSucceeded":
    case "MapRunFailed":
      return mapRunWork(threadOfMapRun(run, event.mapRunId), event);
    case "TimerFired":
      return timerWork(run, event.timerId);
    case "ExecutionRedriven":
      return undefined;
    case "ExecutionStopped":
      return stopExecution(run, "ABORTED", event);
    default:
      return unreachable(event);
  }
}

type TaskEnded = Extract<ExecutionEvent, { readonly type: "TaskSucceeded" | "TaskFailed" | "TaskSubmitFailed" }>;

function taskWork(threadId: string | undefined, event: TaskEnded): Work | undefined {
  if (threadId === undefined) return undefined;
  if (event.type === "TaskSucceeded") return { kind: "taskSucceeded", threadId, output: event.output };
  const kind = event.type === "TaskFailed" ? "taskFailed" : "taskSubmitFailed";
  return { kind, threadId, error: event.error, cause: event.cause };
}

type MapRunEnded = Extract<ExecutionEvent, { readonly type: "MapRunSucceeded" | "MapRunFailed" }>;

function mapRunWork(threadId: string | undefined, event: MapRunEnded): Work | undefined {
  if (threadId === undefined) return undefined;
  return event.type === "MapRunSucceeded"
    ? { kind: "mapRunSucceeded", threadId, results: event.results }
    : { kind: "mapRunFailed", threadId, error: event.error, cause: event.cause };
}

/** The task goes on, and so does its state. */
function noteProgress(
  run: Run,
  event: Extract<ExecutionEvent, { readonly type: "TaskStarted" | "TaskSubmitted" | "TaskHeartbeat" }>,
): undefined {
  const threadId = threadOfTask(run, event.taskId);
  if (threadId === undefined) return;
  if (event.type === "TaskStarted") startActivity(run, threadId, event.workerName);
  else if (event.type === "TaskSubmitted") noteSubmitted(run, threadId, event.output);
  else renewHeartbeat(run, threadId);
}

function threadOfTask(run: Run, taskId: string): string | undefined {
  for (const { id, current } of run.threads.values()) {
    const activity = current?.activity;
    if (activity?.kind !== "task" && activity?.kind !== "mapRun") continue;
    if (activity.taskId === taskId) return id;
  }
  return undefined;
}

function threadOfMapRun(run: Run, mapRunId: string): string | undefined {
  for (const { id, current } of run.threads.values()) {
    const activity = current?.activity;
    if (activity?.kind === "mapRun" && activity.mapRunId === mapRunId && activity.ended === undefined) return id;
  }
  return undefined;
}

function timerWork(run: Run, timerId: string): Work | undefined {
  if (timerId === run.execution.timeoutTimerId) {
    run.execution.timeoutTimerId = undefined;
    return stopExecution(run, "TIMED_OUT", { error: errorNames.timeout });
  }
  for (const { id: threadId, current } of run.threads.values()) {
    const activity = current?.activity;
    switch (activity?.kind) {
      case "wait":
        if (activity.timerId === timerId) return { kind: "waitOver", threadId };
        break;
      case "retry":
        if (activity.timerId === timerId) return { kind: "retry", threadId };
        break;
      case "task":
        if (activity.timeoutTimerId === timerId) {
          return { kind: "taskTimedOut", threadId, error: timeoutErrors.timeout };
        }
        if (activity.heartbeat?.timerId === timerId) {
          return { kind: "taskTimedOut", threadId, error: timeoutErrors.heartbeat };
        }
        break;
      default:
    }
  }
  return undefined;
}

/** Ends the execution wherever it stands. AWS writes no events for the states that were under way. */
function stopExecution(run: Run, status: "FAILED" | "TIMED_OUT" | "ABORTED", reason: ErrorAndCause): undefined {
  for (const { current } of run.threads.values()) {
    if (current?.activity !== undefined) cancelActivity(run, current.activity);
  }
  endExecution(run, status, reason);
}
