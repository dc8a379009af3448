import { AsyncLocalStorage } from "node:async_hooks";
import * as z from "zod";
import { installRuntime, type Json, type Runtime, type Workflow } from "#authoring";
import type { CompiledWorkflow } from "#compiler";
import { defaultStart } from "#interpreter";
import { ExecutionTimedOut } from "./before-timeout.ts";
import { createAwsRunner } from "./aws-runner.ts";
import { createCallbackAnswers } from "./callback-answers.ts";
import { newRecorder, throughJson } from "./recorder.ts";
import { type NativeRuntimeOptions, runNatively } from "./native-runtime.ts";
import { createItemStore } from "./stored-objects.ts";
import { createTaskRunner } from "./task-runner.ts";
import { createVirtualClock } from "./virtual-clock.ts";
import type { ExecuteOptions, Outcome } from "./types.ts";
import { usedByAll } from "./used-by-all.ts";

// Each native execution carries its own runtime through its promises, so any number may run side by side.
const current = new AsyncLocalStorage<Runtime>();

const delegate: Runtime = {
  callTask: (contract, input, callOptions) => running().callTask(contract, input, callOptions),
  emit: (event, detail) => running().emit(event, detail),
  sleep: (seconds) => running().sleep(seconds),
  sleepUntil: (timestamp) => running().sleepUntil(timestamp),
  mapItems: (call) => running().mapItems(call),
  callAws: (operation, input, options) => running().callAws(operation, input, options),
  reference: (kind, name) => running().reference(kind, name),
  context: () => running().context(),
  callWorkflow: (workflow, input, callOptions) => running().callWorkflow(workflow, input, callOptions),
  callback: (callbackOptions, start) => running().callback(callbackOptions, start),
};

function running(): Runtime {
  const runtime = current.getStore();
  if (runtime === undefined) throw new Error("a call of a workflow was made outside executeNatively(…)");
  return runtime;
}

/** Runs the workflow's function as plain TypeScript. Its outcome is what the compiled workflow must agree with. */
export async function executeNatively<Input, Output>(
  compiled: CompiledWorkflow,
  options: ExecuteOptions<Input>,
  called: readonly CompiledWorkflow[] = [],
): Promise<Outcome<Output>> {
  const recorder = newRecorder();
  const { tasks: standIns = {}, callbacks = {}, workflows = {} } = options;
  const used = usedByAll([compiled, ...called], options);
  const own: NativeRuntimeOptions = {
    runTask: createTaskRunner({ ...used, standIns, recorder }),
    runAws: createAwsRunner({ standIns, recorder }),
    itemStore: createItemStore(options.objects ?? {}),
    recorder,
    clock: createVirtualClock(defaultStart),
    answers: createCallbackAnswers(used.callbacks, callbacks),
    workflowName: compiled.name,
    runWorkflow,
    workflows,
    within: (inner, run) => current.run(inner, run),
  };
  installRuntime(delegate);
  const { calls, events } = recorder;
  try {
    const output = await runNatively(compiled.workflow, throughJson(options.input), own);
    return { status: "SUCCEEDED", output: throughJson(output) as Output, calls, events };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    if (error instanceof ExecutionTimedOut) return { status: "TIMED_OUT", error: name, calls, events };
    return { status: "FAILED", error: name, cause: message, calls, events };
  }
}

async function runWorkflow(workflow: Workflow, input: Json): Promise<unknown> {
  const invalid = invalidInput(workflow, input);
  if (invalid !== undefined) throw Object.assign(new Error(invalid), { name: "Millrace.InvalidInput" });
  return await workflow.run(input as never);
}

/** Checks as the compiled guard does: events that have a schema, and `input:`; those of S3 and Step Functions are AWS's to keep. */
function invalidInput(workflow: Workflow, input: unknown): string | undefined {
  if (!workflow.checkInput) return undefined;
  const { triggers } = workflow;
  const { detail, "detail-type": type } = (input ?? {}) as {
    readonly detail?: unknown;
    readonly "detail-type"?: unknown;
  };
  const types = new Set(triggers.map(({ detailType }) => detailType));
  if (types.size > 1 && !types.has(type as string)) return `detail-type must be one of ${[...types].join(", ")}`;
  for (const trigger of triggers) {
    if (!("schema" in trigger) || (types.size > 1 && trigger.detailType !== type)) continue;
    const result = z.safeParse(trigger.schema, detail);
    if (!result.success) return result.error.message;
  }
  const result = workflow.input === undefined ? undefined : z.safeParse(workflow.input, input);
  return result?.success === false ? result.error.message : undefined;
}
