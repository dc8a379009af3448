import { createHash } from "node:crypto";
import type { Json } from "#authoring";
import { type CompiledWorkflow, eventBusPlaceholder, eventSourcePlaceholder, type UsedTask } from "#compiler";
import { loadMachine, type Machine, runExecution, type ScheduleTask, TaskFailure } from "#interpreter";
import { createAwsRunner, type RunAws, testReference } from "./aws-runner.ts";
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
  const outcome = await runExecution({
    machine,
    input: JSON.parse(JSON.stringify(options.input)) as Json & Parameters<typeof runExecution>[0]["input"],
    identity: { stateMachineName: compiled.name },
    clock: options.clock === "real" ? systemRunnerClock : "virtual",
    seed: options.seed ?? 0,
    performTask: (task) => perform(task, { compiled, runTask, runAws, recorder }),
  });
  const { output, ...rest } = outcome;
  return {
    ...rest,
    ...(output === undefined ? {} : { output: output as Output }),
    calls: recorder.calls,
    events: recorder.events,
  };
}

type TaskResult = Awaited<ReturnType<Parameters<typeof runExecution>[0]["performTask"]>>;

interface Performers {
  readonly compiled: CompiledWorkflow;
  readonly runTask: RunTask;
  readonly runAws: RunAws;
  readonly recorder: Recorder;
}

async function perform(task: ScheduleTask, { compiled, runTask, runAws, recorder }: Performers): Promise<TaskResult> {
  if (task.resource === "arn:aws:states:::lambda:invoke") return invoke(task, compiled, runTask);
  if (isEmit(task)) return putEvents(task, recorder);
  const called = compiled.awsCalls.find(({ operation }) => operation.resource === task.resource);
  if (called !== undefined) return callAws(task, called.name, runAws);
  throw new Error(`millrace/testing cannot perform a task with the resource ${task.resource}`);
}

async function invoke(task: ScheduleTask, compiled: CompiledWorkflow, runTask: RunTask): Promise<TaskResult> {
  const { FunctionName, Payload } = task.arguments as { readonly FunctionName: string; readonly Payload: Json };
  const used = compiled.tasks.find((candidate) => functionArn(candidate) === FunctionName);
  if (used === undefined) throw new Error(`no task function has the ARN ${FunctionName}`);
  try {
    const payload = await runTask(used.contract, Payload, task.attempt);
    return { ExecutedVersion: "$LATEST", Payload: payload, StatusCode: 200 } as TaskResult;
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    // As Lambda reports a thrown error, and Step Functions passes it on: the cause is JSON text.
    throw new TaskFailure(name, JSON.stringify({ errorType: name, errorMessage: message, trace: [] }));
  }
}

async function callAws(task: ScheduleTask, name: string, runAws: RunAws): Promise<TaskResult> {
  try {
    return (await runAws(name, task.arguments, task.attempt)) as TaskResult;
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

function putEvents(task: ScheduleTask, recorder: Recorder): TaskResult {
  const { Entries } = task.arguments as {
    readonly Entries: readonly { readonly DetailType: string; readonly Detail: Json }[];
  };
  for (const { DetailType, Detail } of Entries) recorder.events.push({ name: DetailType, detail: Detail });
  return { Entries: Entries.map((_, index) => ({ EventId: `event-${index}` })), FailedEntryCount: 0 };
}
