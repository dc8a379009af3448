import type { CallOptions } from "./call-options.ts";
import type { CallWorkflowOptions } from "./call.ts";
import type { CallbackOptions } from "./callback.ts";
import type { ExecutionContext } from "./context.ts";
import type { AppEvent } from "./event.ts";
import type { MapItemsCall } from "./map-items.ts";
import type { AwsOperationDescription } from "./aws/aws-operation.ts";
import type { Contract } from "./task.ts";
import type { Workflow } from "./workflow.ts";

/**
 * What a task, `emit` and the other calls ask when a workflow runs as plain TypeScript. `millrace/testing` installs one; inside a compiled
 * execution none of this runs.
 */
export interface Runtime {
  readonly callTask: (contract: Contract, input: unknown, options: CallOptions) => Promise<unknown>;
  readonly emit: (event: AppEvent, detail: unknown) => Promise<void>;
  /** Whole seconds from 0. */
  readonly sleep: (seconds: number) => Promise<void>;
  readonly sleepUntil: (timestamp: string) => Promise<void>;
  readonly mapItems: (call: MapItemsCall) => Promise<unknown>;
  readonly callAws: (operation: AwsOperationDescription, input: unknown, options: CallOptions) => Promise<unknown>;
  /** What a bucket or a given resource is called where the workflow runs. */
  readonly reference: (kind: "bucket" | "resource", name: string) => string;
  readonly context: () => ExecutionContext;
  readonly callWorkflow: (workflow: Workflow, input: unknown, options: CallWorkflowOptions) => Promise<unknown>;
  /** Gives `start` a token, and resolves with what the token is answered by. */
  readonly callback: (options: CallbackOptions, start: (token: string) => Promise<unknown>) => Promise<unknown>;
}

/** Where the runtime is found: on `globalThis`, so that two copies of this module meet. */
const runtimeKey = Symbol.for("millrace.runtime");

const holder = globalThis as { [runtimeKey]?: Runtime | undefined };

/** Installs the runtime that plain calls of tasks and `emit` reach; `undefined` removes it. For test harnesses. */
export function installRuntime(runtime: Runtime | undefined): void {
  holder[runtimeKey] = runtime;
}

/** The installed runtime, or an error that says how to get one. */
export function runtime(what = "a task, emit, sleep, mapItems or AWS operation was called"): Runtime {
  const installed = holder[runtimeKey];
  if (installed === undefined) {
    throw new Error(
      `${what} outside a workflow's execution. A workflow is deployed and started by its trigger; ` +
        'to run it here as plain TypeScript use loadWorkflow(…).executeNatively(…) of "millrace/testing".',
    );
  }
  return installed;
}
