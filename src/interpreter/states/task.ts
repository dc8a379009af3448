import { errorNames } from "#asl";
import type { Json, TaskState } from "#asl";
import { taskTimers } from "../core/abort-thread.ts";
import { bindingsOf, evaluateTyped, isPositive } from "../core/evaluate.ts";
import { effectiveInput, isJsonPath, jsonPathFailure, numberField } from "../core/json-path-fields.ts";
import { leaveState } from "../core/leave-state.ts";
import { checkSize } from "../core/limits.ts";
import { waiting } from "../core/progress.ts";
import type { Progress } from "../core/progress.ts";
import { currentOf, drawRandom, freshId, inspect, startTimer, stateNamed, updateCurrent } from "../core/run.ts";
import type { Run } from "../core/run.ts";
import { taskCredentials, taskInput } from "../core/task-input.ts";
import type { Heartbeat, TaskLimits } from "../core/snapshot.ts";
import type { ErrorAndCause } from "../types.ts";
import { StateFailure } from "../core/state-failure.ts";
import {
  recordActivityStarted,
  recordScheduleFailed,
  recordTaskFailed,
  recordTaskScheduled,
  recordTaskSubmitFailed,
  recordTaskSubmitted,
  recordTaskSucceeded,
  recordTaskTimedOut,
} from "./task-events.ts";
import { taskResource } from "./task-resource.ts";
import type { TaskResource } from "./task-resource.ts";

/** Schedules one attempt. Timers run from the schedule, which AWS's start follows at once; those of an activity run from its start. */
export function enterTask(run: Run, threadId: string, state: TaskState): Progress {
  const resource = taskResource(state.Resource);
  const taskToken = isAnsweredByToken(resource) ? freshToken(run) : undefined;
  // Of an activity, the worker is told the token, and the state is not.
  if (taskToken !== undefined && resource.kind === "service") updateCurrent(run, threadId, { taskToken });
  const { name, retryCount } = currentOf(run, threadId);
  const taskArguments = taskInput(run, threadId, state);
  checkSize(run, taskArguments, name);
  const credentials = taskCredentials(run, threadId, state);
  const timeoutSeconds = evaluateSeconds(run, threadId, state, "TimeoutSeconds");
  const heartbeatSeconds = evaluateSeconds(run, threadId, state, "HeartbeatSeconds");

  recordTaskScheduled(run, threadId, { resource, taskArguments, credentials, timeoutSeconds, heartbeatSeconds });
  const taskId = freshId(run, "task");
  run.effects.push({
    kind: "scheduleTask",
    taskId,
    stateName: name,
    attempt: retryCount,
    resource: state.Resource,
    arguments: taskArguments,
    ...(credentials === undefined ? undefined : { credentials }),
    ...(taskToken === undefined ? undefined : { taskToken }),
  });
  const limits = { timeoutSeconds, heartbeatSeconds };
  const timers = resource.kind === "activity" ? { unstarted: limits } : startTimers(run, limits);
  updateCurrent(run, threadId, { activity: { kind: "task", taskId, ...timers } });
  return waiting;
}

function isAnsweredByToken(resource: TaskResource): boolean {
  return resource.kind === "activity" || (resource.kind === "service" && resource.goesOn);
}

function startTimers(run: Run, { timeoutSeconds, heartbeatSeconds }: TaskLimits) {
  const timeoutTimerId = timeoutSeconds === undefined ? undefined : startTimer(run, timeoutSeconds);
  const heartbeat = heartbeatSeconds === undefined ? undefined : startHeartbeat(run, heartbeatSeconds);
  return { timeoutTimerId, heartbeat };
}

/** A worker took the activity: only from here on it can time out. */
export function startActivity(run: Run, threadId: string, workerName: string | undefined): void {
  const { activity } = currentOf(run, threadId);
  // Only the first to take it does.
  if (activity?.kind !== "task" || activity.unstarted === undefined) return;
  recordActivityStarted(run, threadId, workerName);
  const { kind, taskId, unstarted } = activity;
  updateCurrent(run, threadId, { activity: { kind, taskId, ...startTimers(run, unstarted) } });
}

function startHeartbeat(run: Run, seconds: number): Heartbeat {
  return { timerId: startTimer(run, seconds), seconds };
}

/** Nobody who was not given it can guess it, as far as the seed of the execution cannot be guessed. */
function freshToken(run: Run): string {
  const word = (): string =>
    Math.floor(drawRandom(run) * 2 ** 32)
      .toString(16)
      .padStart(8, "0");
  return Array.from({ length: 8 }, word).join("");
}

function evaluateSeconds(
  run: Run,
  threadId: string,
  state: TaskState,
  field: "TimeoutSeconds" | "HeartbeatSeconds",
): number | undefined {
  const template = state[field];
  const path = state[`${field}Path`];
  if (template === undefined && path === undefined) return undefined;
  if (isJsonPath(state)) {
    const document = effectiveInput(run, threadId, state);
    const seconds = numberField(run, threadId, { field, value: template, path, document, kind: "integer" });
    if (seconds === undefined || seconds > 0) return seconds;
    throw jsonPathFailure(
      run,
      threadId,
      `The ${field}Path field must refer to a positive integer, got ${seconds}: ${path}`,
    );
  }
  if (template === undefined) return undefined;
  return evaluateTyped(run, threadId, {
    template,
    field,
    bindings: bindingsOf(run, threadId),
    expected: "integer",
    isExpected: isPositive,
  });
}

export function succeedTask(run: Run, threadId: string, output: Json): Progress {
  const state = taskOf(run, threadId);
  const resource = taskResource(state.Resource);
  endTask(run, threadId);
  try {
    checkSize(run, output, resource.kind === "service" ? resource.resourceType : state.Resource, true);
  } catch (error) {
    // AWS writes the result that is too large as a failure of the task.
    if (error instanceof StateFailure) recordTaskFailed(run, threadId, resource, error);
    throw error;
  }
  recordTaskSucceeded(run, threadId, resource, output);
  inspect(run, "result", output);
  return leaveState(run, threadId, state, { fields: { result: output }, defaultOutput: output });
}

/** The service took the task, which goes on. */
export function noteSubmitted(run: Run, threadId: string, output: Json): void {
  recordTaskSubmitted(run, threadId, taskResource(taskOf(run, threadId).Resource), output);
}

export function failTask(
  run: Run,
  threadId: string,
  { kind, error, cause }: ErrorAndCause & { readonly kind: "taskFailed" | "taskSubmitFailed" },
): never {
  const resource = taskResource(taskOf(run, threadId).Resource);
  const { activity } = currentOf(run, threadId);
  const wasStarted = activity?.kind !== "task" || activity.unstarted === undefined;
  endTask(run, threadId);
  // A runner may notice a timeout itself; AWS writes it as one all the same.
  const isTimeout = error === errorNames.timeout;
  const failure = new StateFailure(error, cause);
  if (!wasStarted) recordScheduleFailed(run, threadId, failure);
  else if (isTimeout) recordTaskTimedOut(run, threadId, resource, error);
  else if (kind === "taskSubmitFailed") recordTaskSubmitFailed(run, threadId, resource, failure);
  else recordTaskFailed(run, threadId, resource, failure);
  throw failure;
}

/** The task itself is still running somewhere: it is cancelled, and what it answers later counts for nothing. */
export function timeOutTask(run: Run, threadId: string, error: string): never {
  const resource = taskResource(taskOf(run, threadId).Resource);
  const { activity } = currentOf(run, threadId);
  if (activity?.kind === "task") run.effects.push({ kind: "cancelTask", taskId: activity.taskId });
  endTask(run, threadId);
  recordTaskTimedOut(run, threadId, resource, error);
  throw new StateFailure(error, "");
}

/** The worker is alive: its heartbeat starts anew. */
export function renewHeartbeat(run: Run, threadId: string): void {
  const { activity } = currentOf(run, threadId);
  if (activity?.kind !== "task" || activity.heartbeat === undefined) return;
  const { timerId, seconds } = activity.heartbeat;
  run.effects.push({ kind: "cancelTimer", timerId });
  updateCurrent(run, threadId, {
    activity: { ...activity, heartbeat: startHeartbeat(run, seconds) },
  });
}

function taskOf(run: Run, threadId: string): TaskState {
  return stateNamed(run, currentOf(run, threadId).name) as TaskState;
}

function endTask(run: Run, threadId: string): void {
  const { activity } = currentOf(run, threadId);
  if (activity?.kind === "task") {
    for (const timerId of taskTimers(activity)) run.effects.push({ kind: "cancelTimer", timerId });
  }
  updateCurrent(run, threadId, { activity: undefined });
}

/** Which of a task's timers fired, as the error that it means. */
export const timeoutErrors = { timeout: errorNames.timeout, heartbeat: errorNames.heartbeatTimeout } as const;
