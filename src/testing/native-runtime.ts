import { type Json, longestExecutionSeconds, longestExpressSeconds, type Runtime, type Workflow } from "#authoring";
import { awsRetriers, taskRetriers } from "#compiler";
import { defaultIdentity, type ItemStore, parseTimestamp } from "#interpreter";
import { createNativeMapItems } from "./map-items-natively.ts";
import { testReference } from "./aws-runner.ts";
import { createNativeCallback, type NativeCallbackOptions } from "./native-callback.ts";
import { throughJson } from "./recorder.ts";
import { retryCall } from "./retry-call.ts";
import type { StandIn } from "./types.ts";
import { beforeTimeout, ExecutionTimedOut, haltedBy } from "./before-timeout.ts";
import type { VirtualClock } from "./virtual-clock.ts";

export interface NativeRuntimeOptions extends NativeCallbackOptions {
  readonly workflowName: string;
  readonly runWorkflow: (workflow: Workflow, input: Json) => Promise<unknown>;
  /** Stand-ins by name. */
  readonly workflows: Readonly<Record<string, StandIn>>;
  readonly itemStore: ItemStore;
  /** Ends the execution: none of its calls returns any more. @default nothing does */
  readonly over?: AbortSignal;
}

/** What a workflow's calls reach while it runs as plain TypeScript; one per execution. */
export function createNativeRuntime(options: NativeRuntimeOptions): Runtime {
  const { runTask, runAws, itemStore, recorder, clock } = options;
  /** A promise that is awaited later may fail before: that is no unhandled rejection. */
  const startable = <Result>(promise: Promise<Result>): Promise<Result> => {
    promise.catch(() => undefined);
    return promise;
  };
  const mapItems = createNativeMapItems({
    itemStore,
    runExpress: (work) => {
      const deadline = { seconds: longestExpressSeconds, clock, failure: new ExecutionTimedOut() };
      return beforeTimeout((over) => options.within(haltedBy(over, own), work), deadline);
    },
  });
  const runtime: Runtime = {
    callTask: (contract, input, callOptions) =>
      startable(
        retryCall((attempt, use) => {
          use(taskRetriers(callOptions));
          return clock.during(() => runTask(contract, input, attempt));
        }, clock),
      ),
    callAws: (operation, input, callOptions) =>
      retryCall((attempt, use) => {
        use(awsRetriers(operation, callOptions));
        return clock.during(() => runAws(`${operation.service}:${operation.name}`, input, attempt));
      }, clock),
    reference: testReference,
    async emit(event, detail) {
      recorder.events.push({ name: event.name, detail: throughJson(detail) });
    },
    mapItems: (call) => startable(mapItems(call)),
    sleep: (seconds) => clock.until(clock.now() + seconds * 1000),
    async sleepUntil(timestamp) {
      const moment = parseTimestamp(timestamp);
      if (moment !== undefined) return clock.until(moment);
      const message = `sleepUntil takes a timestamp like "2026-12-24T18:00:00Z", got ${JSON.stringify(timestamp)}`;
      // As the Wait state fails.
      throw Object.assign(new Error(message), { name: "States.QueryEvaluationError" });
    },
    context: contextOf(options.workflowName, clock),
    callWorkflow: (workflow, input, { timeoutSeconds = longestExecutionSeconds }) => {
      const run = (over: AbortSignal): Promise<Json> =>
        callNatively(workflow, throughJson(input), endedBy(over, options));
      return startable(beforeTimeout(run, { seconds: timeoutSeconds, clock }));
    },
    callback: createNativeCallback(options, () => runtime),
  };
  const own = options.over === undefined ? runtime : haltedBy(options.over, runtime);
  return own;
}

/** What an execution that begins now knows of itself. */
function contextOf(name: string, clock: VirtualClock): Runtime["context"] {
  const { executionArn, executionName } = defaultIdentity;
  const execution = { id: executionArn, name: executionName, startTime: new Date(clock.now()).toISOString() };
  return () => ({ execution, workflow: { name }, now: clock.now });
}

function endedBy(over: AbortSignal, options: NativeRuntimeOptions): NativeRuntimeOptions {
  return { ...options, over: options.over === undefined ? over : AbortSignal.any([options.over, over]) };
}

/** Runs a workflow as an execution of its own; one of an Express workflow fails with States.Timeout after five minutes. */
export function runNatively(workflow: Workflow, input: Json, options: NativeRuntimeOptions): Promise<unknown> {
  const run = (own: NativeRuntimeOptions): Promise<unknown> => {
    const runtime = createNativeRuntime({ ...own, workflowName: workflow.name });
    return own.within(runtime, () => own.runWorkflow(workflow, input));
  };
  if (workflow.type === "standard") return run(options);
  const [seconds, failure] = [longestExpressSeconds, new ExecutionTimedOut()];
  return beforeTimeout((over) => run(endedBy(over, options)), { seconds, clock: options.clock, failure });
}

/** The called workflow shares its caller's time and stand-ins; how it fails is a cause, not a name, to the caller. */
async function callNatively(workflow: Workflow, input: Json, options: NativeRuntimeOptions): Promise<Json> {
  const { workflows, clock } = options;
  const standIn = Object.hasOwn(workflows, workflow.name) ? workflows[workflow.name] : undefined;
  try {
    if (standIn === undefined) return throughJson(await runNatively(workflow, input, options));
    return throughJson(await clock.during(async () => await standIn(input as never, { attempt: 0 })));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw Object.assign(new Error(message), { name: "States.TaskFailed" });
  }
}
