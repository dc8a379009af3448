import type { Json } from "#authoring";
import type { CompiledWorkflow } from "#compiler";
import { type PerformTask, type ScheduleTask, TaskFailure, type TaskWorker } from "#interpreter";
import type { RunAws } from "./aws-runner.ts";
import type { CallbackAnswers } from "./callback-answers.ts";
import { functionArn, testBus } from "./load-compiled.ts";
import type { Recorder } from "./recorder.ts";
import type { RunTask } from "./task-runner.ts";

export type TaskResult = Awaited<ReturnType<PerformTask>>;

/** What the tasks of an execution reach. */
export interface Doing {
  readonly compiled: CompiledWorkflow;
  readonly runTask: RunTask;
  readonly runAws: RunAws;
  readonly recorder: Recorder;
  readonly answers: CallbackAnswers;
  /** Runs an execution of a workflow that is called, from beginning to end. */
  readonly runCalled: RunCalled;
}

export type RunCalled = (stateMachineArn: string, input: Json, worker: TaskWorker, attempt: number) => Promise<Json>;

const startExecution = "arn:aws:states:::states:startExecution.sync:2";
const startSyncExecution = "arn:aws:states:::aws-sdk:sfn:startSyncExecution";
const waits = ".waitForTaskToken";

/** Does a task of a compiled workflow by its stand-in or its handler. */
export async function performTask(task: ScheduleTask, worker: TaskWorker, doing: Doing): Promise<TaskResult> {
  if (task.resource === startExecution) return callWorkflow(task, worker, doing);
  if (task.resource === startSyncExecution) return callExpressWorkflow(task, worker, doing);
  if (!task.resource.endsWith(waits)) {
    const { result } = await callService(task, doing);
    // What a job was started with is not told to stand-ins.
    if (task.taskToken !== undefined) worker.submitted({});
    return result;
  }
  const token = doing.answers.nextToken();
  const { result, target, input } = await callService(withReadableToken(task, token), doing);
  worker.submitted(result);
  const wait = (milliseconds: number): Promise<void> => worker.sleep(milliseconds);
  const answer = doing.answers.answer(target, input, { token, wait, heartbeat: () => worker.heartbeat() });
  // Where nobody answers only time can end the wait.
  if (answer === undefined) await worker.sleep(Number.POSITIVE_INFINITY);
  try {
    return (await answer) as TaskResult;
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    throw new TaskFailure(name, message);
  }
}

function withReadableToken(task: ScheduleTask, token: string): ScheduleTask {
  const text = JSON.stringify(task.arguments).replaceAll(task.taskToken ?? token, token);
  return { ...task, resource: task.resource.slice(0, -waits.length), arguments: JSON.parse(text) as TaskResult };
}

interface ServiceCall {
  readonly result: TaskResult;
  /** The function or event that was called, and what it got. */
  readonly target: string;
  readonly input: Json;
}

async function callService(task: ScheduleTask, doing: Doing): Promise<ServiceCall> {
  if (task.resource === "arn:aws:states:::lambda:invoke") return invoke(task, doing);
  if (isEmit(task)) return putEvents(task, doing);
  const called = doing.compiled.awsCalls.find(({ operation }) => operation.resource === task.resource);
  if (called !== undefined) return callAws(task, called.name, doing);
  throw new Error(`millrace/testing cannot perform a task with the resource ${task.resource}`);
}

async function invoke(task: ScheduleTask, { compiled, runTask }: Doing): Promise<ServiceCall> {
  const { FunctionName, Payload } = task.arguments as { readonly FunctionName: string; readonly Payload: Json };
  const used = compiled.tasks.find((candidate) => functionArn(candidate) === FunctionName);
  if (used === undefined) throw new Error(`no task function has the ARN ${FunctionName}`);
  try {
    const payload = await runTask(used.contract, Payload, task.attempt);
    const result = { ExecutedVersion: "$LATEST", Payload: payload, StatusCode: 200 } as TaskResult;
    return { result, target: used.contract.name, input: Payload };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    // As Lambda reports a thrown error, and Step Functions passes it on: the cause is JSON text.
    throw new TaskFailure(name, JSON.stringify({ errorType: name, errorMessage: message, trace: [] }));
  }
}

async function callAws(task: ScheduleTask, name: string, { runAws }: Doing): Promise<ServiceCall> {
  try {
    const result = (await runAws(name, task.arguments, task.attempt)) as TaskResult;
    return { result, target: name, input: task.arguments as Json };
  } catch (error) {
    const { name: errorName, message } = error instanceof Error ? error : new Error(String(error));
    // Of a service's error the cause is plain text.
    throw new TaskFailure(errorName, message);
  }
}

/** The same integration serves `eventbridge.putEvents`, which names other buses. */
function isEmit({ resource, arguments: input }: ScheduleTask): boolean {
  if (resource !== "arn:aws:states:::events:putEvents") return false;
  const { Entries } = input as { readonly Entries: readonly { readonly EventBusName?: string }[] };
  return Entries.every(({ EventBusName }) => EventBusName === testBus);
}

function putEvents(task: ScheduleTask, { recorder }: Doing): ServiceCall {
  const { Entries } = task.arguments as {
    readonly Entries: readonly { readonly DetailType: string; readonly Detail: Json }[];
  };
  for (const { DetailType, Detail } of Entries) recorder.events.push({ name: DetailType, detail: Detail });
  const result = { Entries: Entries.map((_, index) => ({ EventId: `event-${index}` })), FailedEntryCount: 0 };
  const [{ DetailType: target, Detail: input } = { DetailType: "", Detail: null }] = Entries;
  return { result, target, input };
}

async function callWorkflow(task: ScheduleTask, worker: TaskWorker, { runCalled }: Doing): Promise<TaskResult> {
  const { StateMachineArn, Input } = task.arguments as { readonly StateMachineArn: string; readonly Input: Json };
  worker.submitted({ ExecutionArn: executionOf(StateMachineArn) });
  try {
    const Output = await runCalled(StateMachineArn, Input, worker, task.attempt);
    return { ExecutionArn: executionOf(StateMachineArn), Input, Output, Status: "SUCCEEDED" } as TaskResult;
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    // As Step Functions reports an execution that did not succeed.
    const described = { Cause: message, Error: name, ExecutionArn: executionOf(StateMachineArn), Status: "FAILED" };
    throw new TaskFailure("States.TaskFailed", JSON.stringify(described));
  }
}

/** As Step Functions answers, which tells of a failure in the same way as of an output. */
async function callExpressWorkflow(task: ScheduleTask, worker: TaskWorker, { runCalled }: Doing): Promise<TaskResult> {
  const { StateMachineArn, Input } = task.arguments as { readonly StateMachineArn: string; readonly Input: Json };
  const ExecutionArn = executionOf(StateMachineArn, "express");
  try {
    const output = await runCalled(StateMachineArn, Input, worker, task.attempt);
    return { ExecutionArn, Output: JSON.stringify(output), Status: "SUCCEEDED" };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { ExecutionArn, Cause: message, Error: name, Status: "FAILED" };
  }
}

const executionOf = (stateMachineArn: string, kind: "execution" | "express" = "execution"): string =>
  stateMachineArn.replace(":stateMachine:", `:${kind}:`);
