import type { Json } from "#asl";
import { record } from "../core/run.ts";
import type { Run } from "../core/run.ts";
import type { StateFailure } from "../core/state-failure.ts";
import type { TaskLimits } from "../core/snapshot.ts";
import type { TaskResource } from "./task-resource.ts";

// The three families of events: LambdaFunction… for a function's own ARN, Activity…, and Task… for service integrations.

interface Schedule extends TaskLimits {
  readonly resource: TaskResource;
  readonly taskArguments: Json;
  readonly credentials: Json | undefined;
}

/** Writes that an attempt was scheduled and, but of an activity, started. */
export function recordTaskScheduled(run: Run, threadId: string, schedule: Schedule): void {
  const { resource, taskArguments, credentials, timeoutSeconds, heartbeatSeconds } = schedule;
  const limits = {
    ...(credentials === undefined ? undefined : { taskCredentials: credentialsOf(credentials) }),
    ...(timeoutSeconds === undefined ? undefined : { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds === undefined ? undefined : { heartbeatInSeconds: heartbeatSeconds }),
  };
  if (resource.kind === "lambda") {
    record(run, threadId, "LambdaFunctionScheduled", { subject: resource.arn, payload: taskArguments, more: limits });
    record(run, threadId, "LambdaFunctionStarted");
    return;
  }
  if (resource.kind === "activity") {
    record(run, threadId, "ActivityScheduled", { subject: resource.arn, payload: taskArguments, more: limits });
    return;
  }
  const names = namesOf(resource);
  record(run, threadId, "TaskScheduled", {
    payload: taskArguments,
    more: { ...names, region: regionOf(run), ...limits },
  });
  record(run, threadId, "TaskStarted", { more: { taskStartedEventDetails: names } });
}

/** Writes that a worker took an activity. */
export function recordActivityStarted(run: Run, threadId: string, workerName: string | undefined): void {
  const details = workerName === undefined ? {} : { workerName };
  record(run, threadId, "ActivityStarted", { more: { activityStartedEventDetails: details } });
}

/** History spells the role's name its own way. */
function credentialsOf(credentials: Json): Readonly<Record<string, unknown>> {
  return { roleArn: (credentials as { readonly RoleArn?: Json }).RoleArn };
}

export function recordTaskSucceeded(run: Run, threadId: string, resource: TaskResource, result: Json): void {
  if (resource.kind === "lambda") record(run, threadId, "LambdaFunctionSucceeded", { payload: result });
  else if (resource.kind === "activity") record(run, threadId, "ActivitySucceeded", { payload: result });
  else record(run, threadId, "TaskSucceeded", { payload: result, more: namesOf(resource) });
}

export function recordTaskFailed(run: Run, threadId: string, resource: TaskResource, failure: StateFailure): void {
  const error = errorOf(failure);
  if (resource.kind === "lambda") {
    record(run, threadId, "LambdaFunctionFailed", { more: { lambdaFunctionFailedEventDetails: error } });
  } else if (resource.kind === "activity") {
    record(run, threadId, "ActivityFailed", { more: { activityFailedEventDetails: error } });
  } else {
    record(run, threadId, "TaskFailed", { more: { taskFailedEventDetails: { ...namesOf(resource), ...error } } });
  }
}

/** Writes that an activity could not be scheduled, which says more than that it failed. */
export function recordScheduleFailed(run: Run, threadId: string, failure: StateFailure): void {
  record(run, threadId, "ActivityScheduleFailed", { more: { activityScheduleFailedEventDetails: errorOf(failure) } });
}

export function recordTaskSubmitted(run: Run, threadId: string, resource: TaskResource, output: Json): void {
  if (resource.kind !== "service") return;
  record(run, threadId, "TaskSubmitted", { payload: output, more: namesOf(resource) });
}

export function recordTaskSubmitFailed(
  run: Run,
  threadId: string,
  resource: TaskResource,
  failure: StateFailure,
): void {
  if (resource.kind !== "service") return recordTaskFailed(run, threadId, resource, failure);
  const details = { ...namesOf(resource), ...errorOf(failure) };
  record(run, threadId, "TaskSubmitFailed", { more: { taskSubmitFailedEventDetails: details } });
}

/** AWS leaves out what a worker did not say. */
function errorOf({ errorName: error, causeText: cause }: StateFailure): Readonly<Record<string, string>> {
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}

export function recordTaskTimedOut(run: Run, threadId: string, resource: TaskResource, error: string): void {
  if (resource.kind === "lambda") {
    record(run, threadId, "LambdaFunctionTimedOut", { more: { lambdaFunctionTimedOutEventDetails: { error } } });
  } else if (resource.kind === "activity") {
    record(run, threadId, "ActivityTimedOut", { more: { activityTimedOutEventDetails: { error } } });
  } else {
    record(run, threadId, "TaskTimedOut", { more: { taskTimedOutEventDetails: { ...namesOf(resource), error } } });
  }
}

function namesOf({ resourceType, resource }: Extract<TaskResource, { readonly kind: "service" }>) {
  return { resourceType, resource };
}

/** The state machine's own region: the fourth part of its ARN. */
function regionOf(run: Run): string {
  return run.execution.identity.stateMachineArn.split(":")[3] ?? "us-east-1";
}
