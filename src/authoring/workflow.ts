import type * as z from "zod";
import type { JsonSchema } from "./json.ts";
import type { BucketAccess } from "./bucket.ts";
import { kind } from "./kind.ts";
import { checkName, checkOptions } from "./names.ts";
import type { ResourceAccess } from "./resource.ts";
import type { AnyOf } from "./any-of.ts";
import { type FinishedOptions, finishedTrigger } from "./finished.ts";
import type { EventOf, FinishedStatus, FinishedTrigger, Trigger } from "./trigger.ts";

/**
 * Standard executions run once, up to a year, with their history; Express ones run at least once, up to five minutes, and are
 * billed by their time in place of their transitions.
 */
export type WorkflowType = "standard" | "express";

interface CommonOptions {
  /** Kebab-case, unique in the app. */
  readonly name: string;
  /** Express is for many short executions whose task functions are idempotent. @default "standard" */
  readonly type?: WorkflowType;
  /** Whether the input is checked before the first state. @default true */
  readonly checkInput?: boolean;
  /** Why this workflow may trigger itself, directly or through others. @default a loop is refused at synth */
  readonly allowLoop?: string;
  /** Rights that the operations of AWS services need and that their arguments do not name. @default [] none */
  readonly access?: readonly (BucketAccess | ResourceAccess)[];
}

/** A workflow that its trigger starts. */
export interface TriggeredOptions<T> extends CommonOptions {
  readonly trigger: T;
  readonly input?: never;
}

/** A workflow that is started by hand, by API or by another workflow; beside a trigger, the schema narrows its event. */
export interface InputOptions<S extends z.core.$ZodType> extends CommonOptions {
  readonly input: S & JsonSchema<S>;
  readonly trigger?: Trigger | AnyOf<unknown>;
}

/** What `defineWorkflow` makes: the value that CDK deploys and tests run. */
export interface Workflow<Input = never, Output = unknown> {
  readonly [kind]: "workflow";
  readonly name: string;
  readonly type: WorkflowType;
  /** Each starts executions by itself; empty if only people and programs do. */
  readonly triggers: readonly Trigger[];
  readonly input: z.core.$ZodType | undefined;
  readonly checkInput: boolean;
  readonly allowLoop: string | undefined;
  readonly access: readonly (BucketAccess | ResourceAccess)[];
  /**
   * Starts another workflow when an execution of this one ends, however it was started.
   *
   * @example
   * trigger: ingest.finished({ status: ["FAILED", "TIMED_OUT"] })
   */
  readonly finished: <const Status extends FinishedStatus = FinishedStatus>(
    options?: FinishedOptions<Status>,
  ) => FinishedTrigger<Status>;
  /** The function as written: the compiler reads its source, tests call it. */
  readonly run: (input: Input) => Promise<Output>;
}

/**
 * Defines a workflow. The function is compiled to a Step Functions state machine; it is also plain TypeScript.
 *
 * @example
 * export default defineWorkflow({ name: "greet", input: z.object({ name: z.string() }) }, async ({ name }) => {
 *   return { greeting: `hello ${name}` };
 * });
 */
export function defineWorkflow<T extends Trigger | AnyOf<unknown>, Output>(
  options: TriggeredOptions<T>,
  run: (event: EventOf<T>) => Promise<Output>,
): Workflow<EventOf<T>, Output>;
export function defineWorkflow<S extends z.core.$ZodType, Output>(
  options: InputOptions<S>,
  run: (input: z.output<S>) => Promise<Output>,
): Workflow<z.output<S>, Output>;
export function defineWorkflow<Input, Output>(
  options: CommonOptions & { readonly trigger?: Trigger | AnyOf<unknown>; readonly input?: z.core.$ZodType },
  run: (input: Input) => Promise<Output>,
): Workflow<Input, Output> {
  checkName("a workflow's", options.name);
  checkOptions(`workflow "${options.name}"`, options, [
    "name",
    "type",
    "trigger",
    "input",
    "checkInput",
    "allowLoop",
    "access",
  ]);
  const { type = "standard" } = options;
  if (type !== "standard" && type !== "express") {
    throw new TypeError(`workflow "${options.name}": type is "standard" or "express", got ${JSON.stringify(type)}`);
  }
  if (options.trigger === undefined && options.input === undefined) {
    throw new TypeError(`workflow "${options.name}" needs a trigger, or an input schema if it is started by hand`);
  }
  return {
    [kind]: "workflow",
    name: options.name,
    type,
    triggers: triggersOf(options.trigger),
    input: options.input,
    checkInput: options.checkInput ?? true,
    allowLoop: options.allowLoop,
    access: options.access ?? [],
    finished: (which = {}) => finishedTrigger(options.name, which),
    run,
  };
}

function triggersOf(trigger: Trigger | AnyOf<unknown> | undefined): readonly Trigger[] {
  if (trigger === undefined) return [];
  return trigger.type === "anyOf" ? trigger.triggers : [trigger];
}
