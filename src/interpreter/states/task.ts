import { errorNames } from "#asl";
import type { Json, Path, TaskState } from "#asl";
import { cancelTaskTimers } from "../core/abort-thread.ts";
import { bindingsOf, evaluateTyped, isPositive } from "../core/evaluate.ts";
import { effectiveInput, isJsonPath, jsonPathFailure, numberField } from "../core/json-path-fields.ts";
import { leaveState } from "../core/leave-state.ts";
import { checkSize } from "../core/limits.ts";
import { waiting } from "../core/progress.ts";
import type { Progress } from "../core/progress.ts";
import { addEffect, currentOf, drawRandom, freshId, inspect, startTimer, stateNamed } from "../core/run.ts";
import type { Run } from "../core/run.ts";
import { taskCredentials, taskInput } from "../core/task-input.ts";
import type { Heartbeat, TaskActivity, TaskLimits } from "../core/snapshot.ts";
import type { ErrorAndCause, ScheduleTask } from "../types.ts";
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
import type { TaskResource } from "./task-resource.ts";

/** Schedules one attempt. Timers run from the schedule, which AWS's start follows at once; those of an activity run from its start. */
export function enterTask(run: Run, threadId: string, state: TaskState): Progress {
  const resource = resourceOf(run, state);
  const taskToken = isAnsweredByToken(resource) ? freshToken(run) : undefined;
  const current = currentOf(run, threadId);
  // Of an activity, the worker is told the token, and the state is not.
  if (taskToken !== undefined && resource.kind === "service") current.taskToken = taskToken;
  const { name, retryCount } = current;
  const taskArguments = taskInput(run, threadId, state);
  checkSize(run, taskArguments, name);
  const credentials = taskCredentials(run, threadId, state);
  const limits = {
    timeoutSeconds: timeoutOf(run, threadId, state),
    heartbeatSeconds: heartbeatOf(run, threadId, state),
  };

  recordTaskScheduled(run, threadId, { resource, taskArguments, credentials, limits });
  const taskId = freshId(run, "task");
  const task: ScheduleTask = {
    kind: "scheduleTask",
    taskId,
    stateName: name,
    attempt: retryCount,
    resource: state.Resource,
    arguments: taskArguments,
  };
  addEffect(
    run,
    credentials === undefined && taskToken === undefined ? task : withRights(task, credentials, taskToken),
  );
  current.activity =
    resource.kind === "activity" ? { kind: "task", taskId, unstarted: limits } : runningTask(run, taskId, limits);
  return waiting;
}

function isAnsweredByToken(resource: TaskResource): boolean {
  return resource.kind === "activity" || (resource.kind === "service" && resource.goesOn);
}

/** A task whose timers run from now on. */
function runningTask(run: Run, taskId: string, { timeoutSeconds, heartbeatSeconds }: TaskLimits): TaskActivity {
  const timeoutTimerId = timeoutSeconds === undefined ? undefined : startTimer(run, timeoutSeconds);
  const heartbeat = heartbeatSeconds === undefined ? undefined : startHeartbeat(run, heartbeatSeconds);
  return { kind: "task", taskId, timeoutTimerId, heartbeat };
}

/** A worker took the activity: only from here on it can time out. */
export function startActivity(run: Run, threadId: string, workerName: string | undefined): void {
  const current = currentOf(run, threadId);
  const { activity } = current;
  // Only the first to take it does.
  if (activity?.kind !== "task" || activity.unstarted === undefined) return;
  recordActivityStarted(run, threadId, workerName);
  current.activity = runningTask(run, activity.taskId, activity.unstarted);
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

/** What few tasks have. */
function withRights(task: ScheduleTask, credentials: Json | undefined, taskToken: string | undefined): ScheduleTask {
  return {
    ...task,
    ...(credentials === undefined ? undefined : { credentials }),
    ...(taskToken === undefined ? undefined : { taskToken }),
  };
}

function timeoutOf(run: Run, threadId: string, state: TaskState): number | undefined {
  const { TimeoutSeconds: template, TimeoutSecondsPath: path } = state;
  if (template === undefined && path === undefined) return undefined;
  return evaluateSeconds(run, threadId, state, { field: "TimeoutSeconds", template, path });
}

function heartbeatOf(run: Run, threadId: string, state: TaskState): number | undefined {
  const { HeartbeatSeconds: template, HeartbeatSecondsPath: path } = state;
  if (template === undefined && path === undefined) return undefined;
  return evaluateSeconds(run, threadId, state, { field: "HeartbeatSeconds", template, path });
}

function evaluateSeconds(
  run: Run,
  threadId: string,
  state: TaskState,
  {
    field,
    template,
    path,
  }: { readonly field: string; readonly template: Json | undefined; readonly path: Path | undefined },
): number | undefined {
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
  const resource = resourceOf(run, state);
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
  return leaveState(run, threadId, state, { result: output, defaultOutput: output });
}

/** The service took the task, which goes on. */
export function noteSubmitted(run: Run, threadId: string, output: Json): void {
  recordTaskSubmitted(run, threadId, resourceOf(run, taskOf(run, threadId)), output);
}

export function failTask(
  run: Run,
  threadId: string,
  { kind, error, cause }: ErrorAndCause & { readonly kind: "taskFailed" | "taskSubmitFailed" },
): never {
  const resource = resourceOf(run, taskOf(run, threadId));
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
  const resource = resourceOf(run, taskOf(run, threadId));
  const { activity } = currentOf(run, threadId);
  if (activity?.kind === "task") addEffect(run, { kind: "cancelTask", taskId: activity.taskId });
  endTask(run, threadId);
  recordTaskTimedOut(run, threadId, resource, error);
  throw new StateFailure(error, "");
}

/** The worker is alive: its heartbeat starts anew. */
export function renewHeartbeat(run: Run, threadId: string): void {
  const current = currentOf(run, threadId);
  const { activity } = current;
  if (activity?.kind !== "task" || activity.heartbeat === undefined) return;
  const { timerId, seconds } = activity.heartbeat;
  addEffect(run, { kind: "cancelTimer", timerId });
  current.activity = { ...activity, heartbeat: startHeartbeat(run, seconds) };
}

function resourceOf({ machine }: Run, { Resource: name }: TaskState): TaskResource {
  const resource = machine.resources.get(name);
  if (resource === undefined) throw new Error(`resource not read: ${name}. This is a bug in the interpreter`);
  return resource;
}

function taskOf(run: Run, threadId: string): TaskState {
  return stateNamed(run, currentOf(run, threadId).name) as TaskState;
}

function endTask(run: Run, threadId: string): void {
  const current = currentOf(run, threadId);
  if (current.activity?.kind === "task") cancelTaskTimers(run, current.activity);
  current.activity = undefined;
}

/** Which of a task's timers fired, as the error that it means. */
export const timeoutErrors = { timeout: errorNames.timeout, heartbeat: errorNames.heartbeatTimeout } as const;
