import type { Definition } from "#asl";
import type { AppEvent, AwsOperationDescription, Contract, Workflow, WorkflowType } from "#authoring";
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
  /** The operations of AWS services it calls, one entry per call. */
  readonly awsCalls: readonly UsedAwsCall[];
  /** Its distributed Maps, for which it starts child executions of itself. */
  readonly mapRuns: readonly UsedMapRun[];
  /** The buckets and given resources it names, each once. */
  readonly references: readonly UsedReference[];
  /** Names of the task functions and events that are given a token to be answered by. */
  readonly callbacks: readonly string[];
  /** The other workflows that it calls, each once. */
  readonly calls: readonly UsedWorkflow[];
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

/** A workflow that another calls. */
export interface UsedWorkflow {
  readonly name: string;
  /** Letters and digits, for instance `ShipOrderStateMachineArn`. */
  readonly placeholder: string;
  /** Absolute path of the file that defines it. */
  readonly file: string;
  readonly type: WorkflowType;
}

/** A call of an operation of an AWS service. */
export interface UsedAwsCall {
  /** `dynamodb:getItem`: the name of its stand-in in tests. */
  readonly name: string;
  readonly operation: AwsOperationDescription;
  readonly place: SourcePlace;
  /** What the state machine's role must be allowed to do. */
  readonly rights: readonly AwsRight[];
}

/** A `mapItems` whose callbacks are child executions. */
export interface UsedMapRun {
  /** What it is called by in a message. */
  readonly name: string;
  readonly place: SourcePlace;
  /** What reading its items and writing its results needs. */
  readonly rights: readonly AwsRight[];
}

export interface AwsRight {
  /** `dynamodb:GetItem` */
  readonly action: string;
  /** What it is needed on; `undefined` where the arguments do not say before the execution. */
  readonly on: AwsTarget | undefined;
  /** The argument that says it, for instance `TableName`. */
  readonly argument: string;
}

/** A bucket, its objects, or a resource that the stack gives. */
export interface AwsTarget {
  readonly kind: UsedReference["kind"];
  /** The logical name. */
  readonly name: string;
  /** Objects of the bucket; a `*` stands for any text. @default the bucket itself */
  readonly keyPattern?: string;
  /** What follows the resource's ARN. @default nothing */
  readonly suffix?: string;
}

/** A name in the definition that the deployment fills in. */
export interface UsedReference {
  /** Letters and digits, for instance `LandingBucketName`. */
  readonly placeholder: string;
  readonly kind: "bucket" | "resource";
  /** The logical name. */
  readonly name: string;
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
