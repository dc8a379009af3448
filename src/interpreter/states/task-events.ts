import type { Json } from "#asl";
import { detailedEvent, newEvent } from "../core/recorded-event.ts";
import { record } from "../core/run.ts";
import type { Run } from "../core/run.ts";
import type { StateFailure } from "../core/state-failure.ts";
import type { TaskLimits } from "../core/snapshot.ts";
import type { TaskResource } from "./task-resource.ts";

// The three families of events: LambdaFunction… for a function's own ARN, Activity…, and Task… for service integrations.

interface Schedule {
  readonly resource: TaskResource;
  readonly taskArguments: Json;
  readonly credentials: Json | undefined;
  readonly limits: TaskLimits;
}

/** Writes that an attempt was scheduled and, but of an activity, started. */
export function recordTaskScheduled(run: Run, threadId: string, schedule: Schedule): void {
  const { resource, taskArguments } = schedule;
  if (resource.kind !== "service") {
    const type = resource.kind === "lambda" ? "LambdaFunctionScheduled" : "ActivityScheduled";
    record(run, threadId, newEvent(type, taskArguments, resource.arn, limitsOf(schedule)));
    if (resource.kind === "lambda") record(run, threadId, newEvent("LambdaFunctionStarted"));
    return;
  }
  const names = namesOf(resource);
  const more = { ...names, region: regionOf(run), ...limitsOf(schedule) };
  record(run, threadId, detailedEvent("TaskScheduled", more, taskArguments));
  record(run, threadId, detailedEvent("TaskStarted", { taskStartedEventDetails: names }));
}

/** Writes that a worker took an activity. */
export function recordActivityStarted(run: Run, threadId: string, workerName: string | undefined): void {
  const activityStartedEventDetails = workerName === undefined ? {} : { workerName };
  record(run, threadId, detailedEvent("ActivityStarted", { activityStartedEventDetails }));
}

/** Most tasks have none. */
function limitsOf({ credentials, limits: { timeoutSeconds, heartbeatSeconds } }: Schedule): object | undefined {
  if (credentials === undefined && timeoutSeconds === undefined && heartbeatSeconds === undefined) return undefined;
  return {
    ...(credentials === undefined ? undefined : { taskCredentials: credentialsOf(credentials) }),
    ...(timeoutSeconds === undefined ? undefined : { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds === undefined ? undefined : { heartbeatInSeconds: heartbeatSeconds }),
  };
}

/** History spells the role's name its own way. */
function credentialsOf(credentials: Json): Readonly<Record<string, unknown>> {
  return { roleArn: (credentials as { readonly RoleArn?: Json }).RoleArn };
}

export function recordTaskSucceeded(run: Run, threadId: string, resource: TaskResource, result: Json): void {
  if (resource.kind === "lambda") record(run, threadId, newEvent("LambdaFunctionSucceeded", result));
  else if (resource.kind === "activity") record(run, threadId, newEvent("ActivitySucceeded", result));
  else record(run, threadId, detailedEvent("TaskSucceeded", namesOf(resource), result));
}

export function recordTaskFailed(run: Run, threadId: string, resource: TaskResource, failure: StateFailure): void {
  const error = errorOf(failure);
  if (resource.kind === "lambda") {
    record(run, threadId, detailedEvent("LambdaFunctionFailed", { lambdaFunctionFailedEventDetails: error }));
  } else if (resource.kind === "activity") {
    record(run, threadId, detailedEvent("ActivityFailed", { activityFailedEventDetails: error }));
  } else {
    const taskFailedEventDetails = { ...namesOf(resource), ...error };
    record(run, threadId, detailedEvent("TaskFailed", { taskFailedEventDetails }));
  }
}

/** Writes that an activity could not be scheduled, which says more than that it failed. */
export function recordScheduleFailed(run: Run, threadId: string, failure: StateFailure): void {
  const activityScheduleFailedEventDetails = errorOf(failure);
  record(run, threadId, detailedEvent("ActivityScheduleFailed", { activityScheduleFailedEventDetails }));
}

export function recordTaskSubmitted(run: Run, threadId: string, resource: TaskResource, output: Json): void {
  if (resource.kind !== "service") return;
  record(run, threadId, detailedEvent("TaskSubmitted", namesOf(resource), output));
}

export function recordTaskSubmitFailed(
  run: Run,
  threadId: string,
  resource: TaskResource,
  failure: StateFailure,
): void {
  if (resource.kind !== "service") return recordTaskFailed(run, threadId, resource, failure);
  const details = { ...namesOf(resource), ...errorOf(failure) };
  record(run, threadId, detailedEvent("TaskSubmitFailed", { taskSubmitFailedEventDetails: details }));
}

/** AWS leaves out what a worker did not say. */
function errorOf({ errorName: error, causeText: cause }: StateFailure): Readonly<Record<string, string>> {
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}

export function recordTaskTimedOut(run: Run, threadId: string, resource: TaskResource, error: string): void {
  if (resource.kind === "lambda") {
    record(run, threadId, detailedEvent("LambdaFunctionTimedOut", { lambdaFunctionTimedOutEventDetails: { error } }));
  } else if (resource.kind === "activity") {
    record(run, threadId, detailedEvent("ActivityTimedOut", { activityTimedOutEventDetails: { error } }));
  } else {
    const taskTimedOutEventDetails = { ...namesOf(resource), error };
    record(run, threadId, detailedEvent("TaskTimedOut", { taskTimedOutEventDetails }));
  }
}

function namesOf({ resourceType, resource }: Extract<TaskResource, { readonly kind: "service" }>) {
  return { resourceType, resource };
}

/** The state machine's own region: the fourth part of its ARN. */
function regionOf(run: Run): string {
  return run.execution.identity.stateMachineArn.split(":")[3] ?? "us-east-1";
}
