import type { Json, Workflow } from "#authoring";
import type { ExecutionOutcome } from "#interpreter";
import type { StoredObjects } from "./stored-objects.ts";

/**
 * Stands in for a task function: gets the task's input and returns its output, or throws an error whose `name` is the
 * error's name. Both sides are checked against the contract, so a stand-in cannot promise what the handler may not.
 */
// `never` lets a stand-in annotate its input with the type it expects.
export type StandIn = (input: never, call: StandInCall) => unknown;

export interface StandInCall {
  /** 0 for the first attempt of a call, then counted per retry. */
  readonly attempt: number;
}

/**
 * Answers a callback: gets what the task or event with the token got, and returns the answer, or throws an error that fails it
 * by name and message, as `SendTaskFailure` does.
 */
export type CallbackStandIn = (input: never, worker: CallbackWorker) => unknown;

export interface CallbackWorker {
  /** The token as the task got it. Tests see readable ones: `task-token-1`. */
  readonly token: string;
  /** Lets time pass, which is virtual: the callback may time out meanwhile. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Sends a heartbeat. */
  readonly heartbeat: () => void;
}

export interface ExecuteOptions<Input> {
  readonly input: Input;
  /**
   * Stand-ins by task name, and of operations of AWS services by service and operation (`"dynamodb:getItem"`). A task without
   * one runs its real `functions/<name>/handler.ts`; an operation without one fails.
   *
   * @default {}
   */
  readonly tasks?: Readonly<Record<string, StandIn>>;
  /**
   * What buckets hold, by logical name and key: the items that `mapItems` reads of them.
   *
   * @example
   * await workflow.execute({ input, objects: { landing: { "orders.csv": "id,total\n1,9.50\n" } } });
   * @default {} nothing
   */
  readonly objects?: StoredObjects;
  /**
   * Who answers callbacks, by the name of the task or event that gets the token. Nobody answers one without a stand-in: it
   * times out. @default {}
   */
  readonly callbacks?: Readonly<Record<string, CallbackStandIn>>;
  /** Stand-ins for workflows that are called, by name. One without runs, too. @default {} */
  readonly workflows?: Readonly<Record<string, StandIn>>;
}

export interface ExecuteCompiledOptions<Input> extends ExecuteOptions<Input> {
  /** With `virtual`, waits and retries take no time. @default "virtual" */
  readonly clock?: "virtual" | "real";
  /** Seeds retry jitter and random values. @default 0 */
  readonly seed?: number;
}

export interface RecordedCall {
  /** The contract's name; of an operation, `dynamodb:getItem`. */
  readonly task: string;
  readonly input: Json;
}

export interface RecordedEvent {
  /** The event's name (EventBridge's detail-type). */
  readonly name: string;
  readonly detail: Json;
}

/** How an execution ended and what it did on the way. */
export interface Outcome<Output> {
  readonly status: "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";
  readonly output?: Output;
  /** The error's name, if it failed. */
  readonly error?: string;
  readonly cause?: string;
  /** Every attempt of every task call, in order. */
  readonly calls: readonly RecordedCall[];
  readonly events: readonly RecordedEvent[];
}

export interface CompiledOutcome<Output> extends Outcome<Output> {
  /** States entered, as Step Functions bills them. */
  readonly transitions: number;
  /** Events in the shape of GetExecutionHistory. */
  readonly history: ExecutionOutcome["history"];
}

/** The types behind `loadWorkflow<typeof import("…")>`. */
export type InputOf<Module> = Module extends { readonly default: Workflow<infer Input, unknown> } ? Input : Json;
export type OutputOf<Module> = Module extends { readonly default: Workflow<never, infer Output> } ? Output : Json;
