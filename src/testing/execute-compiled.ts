import type { Json } from "#authoring";
import { defaultStart, type ExecutionOutcome, readItems, resultFiles, runExecution } from "#interpreter";
import { createSystemClock } from "#node";
import { createAwsRunner } from "./aws-runner.ts";
import { createCallbackAnswers } from "./callback-answers.ts";
import { type LoadedMachine, stateMachineArn } from "./load-compiled.ts";
import { type Doing, performTask, type RunCalled } from "./perform-task.ts";
import { newRecorder, throughJson } from "./recorder.ts";
import { createItemStore, type StoredObjects } from "./stored-objects.ts";
import { createTaskRunner } from "./task-runner.ts";
import type { CompiledOutcome, ExecuteCompiledOptions, ExecuteOptions } from "./types.ts";
import { usedByAll } from "./used-by-all.ts";

/** Interprets the compiled definition; tasks and events reach the same stand-ins as in a native execution. */
export async function executeCompiled<Input, Output>(
  loaded: LoadedMachine,
  options: ExecuteCompiledOptions<Input>,
): Promise<CompiledOutcome<Output>> {
  const recorder = newRecorder();
  const { tasks: standIns = {}, callbacks = {} } = options;
  const used = usedByAll(
    [...loaded.machines.values()].map(({ compiled }) => compiled),
    options,
  );
  const shared = {
    runTask: createTaskRunner({ ...used, standIns, recorder }),
    runAws: createAwsRunner({ standIns, recorder }),
    recorder,
    answers: createCallbackAnswers(used.callbacks, callbacks),
  };
  const outcome = await runMachine(loaded, throughJson(options.input), shared, options, defaultStart);
  const { output, ...rest } = outcome;
  return {
    ...rest,
    history: outcome.history,
    ...(output === undefined ? {} : { output: output as Output }),
    calls: recorder.calls,
    events: recorder.events,
  };
}

type RunOptions = Parameters<typeof runExecution>[0];
type Shared = Omit<Doing, "compiled" | "runCalled">;

function runMachine(
  { compiled, machine, machines }: LoadedMachine,
  input: Json,
  shared: Shared,
  options: ExecuteCompiledOptions<unknown>,
  startAt: number,
): Promise<ExecutionOutcome> {
  const runCalled: RunCalled = async (arn, sent, worker, attempt) => {
    const called = machines.get(arn);
    const name = arn.slice(stateMachineArn("").length);
    const standIn = standInFor(name, options);
    if (standIn !== undefined) return throughJson(await standIn(sent as never, { attempt }));
    if (called === undefined) throw new Error(`no workflow has the ARN ${arn}`);
    const begunAt = worker.now();
    const outcome = await runMachine(called, sent, shared, options, begunAt);
    // The caller's time goes on by what the execution took in its own.
    const endedAt = outcome.history.at(-1)?.timestamp ?? begunAt;
    if (options.clock !== "real" && endedAt > begunAt) await worker.sleep(endedAt - begunAt);
    if (outcome.status === "SUCCEEDED") return throughJson(outcome.output);
    throw Object.assign(new Error(outcome.cause ?? ""), { name: outcome.error ?? outcome.status });
  };
  return runExecution({
    machine,
    input: input as RunOptions["input"],
    identity: { stateMachineName: compiled.name },
    clock: options.clock === "real" ? createSystemClock({ keepsAlive: true }) : "virtual",
    startAt,
    seed: options.seed ?? 0,
    ...mapRunEffects(options.objects ?? {}),
    performTask: (task, worker) => performTask(task, worker, { ...shared, compiled, runCalled }),
  });
}

function standInFor(name: string, { workflows = {} }: ExecuteOptions<unknown>) {
  return Object.hasOwn(workflows, name) ? workflows[name] : undefined;
}

/** What map runs read and write: the objects that the test names, and no object. */
function mapRunEffects(objects: StoredObjects): Pick<RunOptions, "readItems" | "writeResults"> {
  const store = createItemStore(objects);
  return {
    readItems: async (task) => await readItems(task, store),
    writeResults: async ({ arguments: place, resultWriter }, children) => {
      const { Bucket: bucket, Prefix: prefix } = place as { readonly Bucket: string; readonly Prefix: string };
      const { mapRunArn, format } = resultWriter!;
      return resultFiles(children, { bucket, prefix, mapRunArn, format }).output;
    },
  };
}
