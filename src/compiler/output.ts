import type { Definition } from "#asl";
import type { AppEvent, Contract, Workflow } from "#authoring";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";

// What compiling gives, and all that CDK, the CLI and tests know of it.

export interface CompileOptions {
  /** Absolute paths of workflow files; each has one workflow as its default export. */
  readonly files: readonly string[];
  /** The project's folder: paths in diagnostics and source maps are relative to it. @default process.cwd() */
  readonly rootFolder?: string;
}

export interface CompileResult {
  /** In the order of the files; a file with an error diagnostic has none. */
  readonly workflows: readonly CompiledWorkflow[];
  /** All of the run, sorted by file and position. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface CompiledWorkflow {
  readonly name: string;
  /** Relative to the root folder. */
  readonly file: string;
  /** The value that `defineWorkflow` made: trigger, schema, options and the function itself. */
  readonly workflow: Workflow;
  /** With `${Placeholder}`s for what only the deployment knows. */
  readonly definition: Definition;
  /** The task functions it calls, in order of first use. */
  readonly tasks: readonly UsedTask[];
  /** The events it emits, each once. */
  readonly events: readonly AppEvent[];
  /** State name → where in the source it comes from. */
  readonly sourceMap: Readonly<Record<string, SourcePlace>>;
  readonly cost: Cost;
}

export interface UsedTask {
  /** Letters and digits, for instance `ValidateRowsFunctionArn`. */
  readonly placeholder: string;
  readonly contract: Contract;
  /** Absolute path of the module that exports the contract; the handler is `handler.ts` beside it. */
  readonly contractFile: string;
}

/** One-based, as editors count. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Cost {
  /** States of the definition, nested ones included. */
  readonly states: number;
  /** State transitions on the shortest and longest path that takes no loop and no retry. */
  readonly shortestTransitions: number;
  readonly longestTransitions: number;
  /** The loops whose iterations enter states, nested ones included. */
  readonly loops: readonly LoopCost[];
}

export interface LoopCost {
  /** The state that an iteration begins with. */
  readonly state: string;
  /** History events of the longest iteration; an execution may have 25,000 in all. */
  readonly eventsPerIteration: number;
}

/** Placeholders of `emit`: the ARN or name of the app's bus, and the app's name as the source of its events. */
export const eventBusPlaceholder = "EventBusName";
export const eventSourcePlaceholder = "EventSource";
