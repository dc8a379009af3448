import { createHash } from "node:crypto";
import type { Json } from "#authoring";
import { type CompiledWorkflow, eventBusPlaceholder, eventSourcePlaceholder, type UsedTask } from "#compiler";
import {
  loadMachine,
  type Machine,
  type PerformTask,
  runExecution,
  type ScheduleTask,
  TaskFailure,
  type TaskWorker,
} from "#interpreter";
import { createAwsRunner, type RunAws, testReference } from "./aws-runner.ts";
import { type CallbackAnswers, createCallbackAnswers } from "./callback-answers.ts";
import { newRecorder, type Recorder } from "./recorder.ts";
import { systemRunnerClock } from "./system-runner-clock.ts";
import { createTaskRunner, type RunTask } from "./task-runner.ts";
import type { CompiledOutcome, ExecuteCompiledOptions } from "./types.ts";

/** What runs a compiled workflow in this process: the parsed definition, each placeholder given a value. */
export interface LoadedMachine {
  readonly compiled: CompiledWorkflow;
  readonly machine: Machine;
}

const functionArn = (task: UsedTask): string => `arn:aws:lambda:us-east-1:000000000000:function:${task.contract.name}`;

/** What the app's own bus is called, to which `emit` sends. */
const testBus = "test-bus";

/** Parses the definition, once per `loadWorkflow`. */
export function loadCompiled(compiled: CompiledWorkflow): LoadedMachine {
  const values = new Map([
    [eventBusPlaceholder, testBus],
    [eventSourcePlaceholder, "test"],
    ...compiled.tasks.map((task) => [task.placeholder, functionArn(task)] as const),
    ...compiled.references.map(({ placeholder, kind, name }) => [placeholder, testReference(kind, name)] as const),
  ]);
  const text = JSON.stringify(compiled.definition).replaceAll(
    /\$\{([A-Za-z0-9]+)\}/g,
    (placeholder, name: string) => values.get(name) ?? placeholder,
  );
  const machine = loadMachine(JSON.parse(text), {
    hash: (value, algorithm) => createHash(algorithm.replace("-", "")).update(value).digest("hex"),
  });
  return { compiled, machine };
}

/** Interprets the compiled definition; tasks and events reach the same stand-ins as in a native execution. */
export async function executeCompiled<Input, Output>(
  { compiled, machine }: LoadedMachine,
  options: ExecuteCompiledOptions<Input>,
): Promise<CompiledOutcome<Output>> {
  const recorder = newRecorder();
  const { tasks: standIns = {} } = options;
  const runTask = createTaskRunner({ ...compiled, standIns, recorder });
  const runAws = createAwsRunner({ standIns, recorder });
  const answers = createCallbackAnswers(compiled.callbacks, options.callbacks ?? {});
  const outcome = await runExecution({
    machine,
    input: JSON.parse(JSON.stringify(options.input)) as Json & Parameters<typeof runExecution>[0]["input"],
    identity: { stateMachineName: compiled.name },
    clock: options.clock === "real" ? systemRunnerClock : "virtual",
    seed: options.seed ?? 0,
    performTask: (task, _, worker) => perform(task, worker, { compiled, runTask, runAws, recorder, answers }),
  });
  const { output, ...rest } = outcome;
  return {
    ...rest,
    ...(output === undefined ? {} : { output: output as Output }),
    calls: recorder.calls,
    events: recorder.events,
  };
}

type TaskResult = Awaited<ReturnType<PerformTask>>;

interface Doing {
  readonly compiled: CompiledWorkflow;
  readonly runTask: RunTask;
  readonly runAws: RunAws;
  readonly recorder: Recorder;
  readonly answers: CallbackAnswers;
}

const waits = ".waitForTaskToken";

async function perform(task: ScheduleTask, worker: TaskWorker, doing: Doing): Promise<TaskResult> {
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
  const answer = doing.answers.answer(target, input, { token, wait, heartbeat: worker.heartbeat });
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
