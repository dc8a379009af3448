import type { Json } from "#asl";
import type { Inspection } from "./inspection.ts";
import { currentOf, stateNamed, threadOf } from "./run.ts";
import type { Run } from "./run.ts";

/** The context object, `$states.context`, as a state of this thread sees it. */
export function contextObject(
  run: Run,
  threadId: string,
  selectedItem: { readonly index: number; readonly value: Json } | undefined,
): Json {
  const { identity, input, startedAt } = run.execution;
  const { name, enteredAt, retryCount, taskToken } = currentOf(run, threadId);
  const item = selectedItem ?? itemInScope(run, threadId);
  if (run.inspection !== undefined) return testedContext(run.inspection, taskToken, item);
  return {
    Execution: {
      Id: identity.executionArn,
      Input: input,
      Name: identity.executionName,
      RoleArn: identity.roleArn,
      StartTime: isoTime(startedAt),
      // Recorded on AWS: Express executions, which cannot be redriven, have none.
      ...(run.machine.type === "EXPRESS" ? {} : redriveFields(run)),
    },
    StateMachine: { Id: identity.stateMachineArn, Name: identity.stateMachineName },
    State: { Name: name, EnteredTime: isoTime(enteredAt), ...(canRetry(run, name) ? { RetryCount: retryCount } : {}) },
    ...(taskToken === undefined ? {} : { Task: { Token: taskToken } }),
    ...(item === undefined ? {} : { Map: { Item: { Index: item.index, Value: item.value } } }),
  };
}

/** AWS: "RedriveTime Context object is only available if you've redriven an execution." */
function redriveFields({ execution: { redrive } }: Run) {
  return redrive === undefined
    ? { RedriveCount: 0 }
    : { RedriveCount: redrive.count, RedriveTime: isoTime(redrive.at) };
}

/** What a test gives, with what is there only for some states: the token that a task is answered by, the item of a Map. */
function testedContext(
  { context }: Inspection,
  taskToken: string | undefined,
  item: { readonly index: number; readonly value: Json } | undefined,
): Json {
  return {
    ...(taskToken === undefined ? {} : { Task: { Token: taskToken } }),
    ...context,
    ...(item === undefined ? {} : { Map: { Item: { Index: item.index, Value: item.value } } }),
  };
}

function canRetry(run: Run, name: string): boolean {
  const { Type: type } = stateNamed(run, name);
  return type === "Task" || type === "Map" || type === "Parallel";
}

/** Iterations nest: the innermost Map speaks. */
function itemInScope(run: Run, threadId: string): { readonly index: number; readonly value: Json } | undefined {
  const thread = threadOf(run, threadId);
  if (thread.item !== undefined) return { index: thread.index, value: thread.item.value };
  return thread.parentId === undefined ? undefined : itemInScope(run, thread.parentId);
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}
