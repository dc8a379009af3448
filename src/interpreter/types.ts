import type { CsvDelimiter, ExecutionStatus, HistoryEvent, Json } from "#asl";

// The vocabulary between the pure core and whoever runs it (src/local durably, src/testing and `simulate` in memory).

/** What the context object `$states.context` says of the execution and its state machine. */
export interface ExecutionIdentity {
  /** The execution's ARN. */
  readonly executionArn: string;
  readonly executionName: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly roleArn: string;
}

/** How a task failed; a worker that fails its task by its token may leave out both. */
export interface ErrorAndCause {
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** What happened outside; `at` is milliseconds since the epoch and is the only clock the core knows. */
export type ExecutionEvent =
  | {
      readonly type: "ExecutionStarted";
      readonly at: number;
      readonly input: Json;
      readonly identity: ExecutionIdentity;
      /** Seeds `$random`, `$uuid` and retry jitter, together with the execution's ARN. @default 0 */ readonly seed?: number;
    }
  | { readonly type: "TaskSucceeded"; readonly at: number; readonly taskId: string; readonly output: Json }
  | ({
      readonly type: "TaskFailed";
      readonly at: number;
      readonly taskId: string;
    } & ErrorAndCause)
  /** Of an activity: a worker took the task. Its timeouts run from here. */
  | { readonly type: "TaskStarted"; readonly at: number; readonly taskId: string; readonly workerName?: string }
  /** Of a task that goes on after the call (`.sync`, `.waitForTaskToken`): the service took it, and answered this. */
  | { readonly type: "TaskSubmitted"; readonly at: number; readonly taskId: string; readonly output: Json }
  /** The service did not take such a task. */
  | ({ readonly type: "TaskSubmitFailed"; readonly at: number; readonly taskId: string } & ErrorAndCause)
  /** The worker is alive; starts HeartbeatSeconds anew. */
  | { readonly type: "TaskHeartbeat"; readonly at: number; readonly taskId: string }
  /** Every child execution ended, and no more of them failed than are tolerated. */
  | {
      readonly type: "MapRunSucceeded";
      readonly at: number;
      readonly mapRunId: string;
      /** Outputs of the children that succeeded, in the order of their items. */ readonly results: readonly Json[];
    }
  | {
      readonly type: "MapRunFailed";
      readonly at: number;
      readonly mapRunId: string;
      readonly error: string;
      readonly cause: string;
    }
  | { readonly type: "TimerFired"; readonly at: number; readonly timerId: string }
  | { readonly type: "ExecutionStopped"; readonly at: number; readonly error?: string; readonly cause?: string }
  /** An execution that ended without success goes on where it stood; nothing happens where `isRedrivable` says no. */
  | { readonly type: "ExecutionRedriven"; readonly at: number };

/** What the runner must do next. Performing effects twice must be harmless: ids are unique within an execution. */
export type Effect =
  | ScheduleTask
  | { readonly kind: "cancelTask"; readonly taskId: string }
  | StartMapRun
  /** Children that run are aborted, and no more are started. */
  | { readonly kind: "stopMapRun"; readonly mapRunId: string }
  /** The map run goes on: its children that did not succeed are redriven, or started anew where they are Express executions. */
  | { readonly kind: "redriveMapRun"; readonly mapRunId: string }
  | {
      readonly kind: "startTimer";
      readonly timerId: string;
      /** Due at, in milliseconds since the epoch. */ readonly dueAt: number;
    }
  | { readonly kind: "cancelTimer"; readonly timerId: string }
  | ExecutionResult;

export interface ScheduleTask {
  readonly kind: "scheduleTask";
  readonly taskId: string;
  readonly stateName: string;
  /** 0 for the first attempt, counted per retry. */
  readonly attempt: number;
  /** The Task state's Resource, for instance `arn:aws:states:::lambda:invoke`; empty for results that are not exported. */
  readonly resource: string;
  /** The evaluated Arguments (or the state's input where there are none). */
  readonly arguments: Json;
  /** Whose rights the task is done with, where not the state machine's own role's; a runner that cannot take them fails the task. */
  readonly credentials?: Json;
  /** Of an activity, and of a task that goes on after the call: by this it is answered from outside. */
  readonly taskToken?: string;
  /** Set where the task reads a distributed Map's items; its output is the array of them. */
  readonly itemReader?: ItemReading;
  /** Set where the task writes what a map run's children gave; its output is the state's result. */
  readonly resultWriter?: ResultWriting;
}

export interface ResultWriting {
  readonly mapRunId: string;
  readonly mapRunArn: string;
  readonly format: ResultFormat;
  /** Whether they are written where `arguments` say; else the formatted results are the state's result. */
  readonly isExported: boolean;
}

/** AWS's WriterConfig. */
export interface ResultFormat {
  /** `NONE`: what is known of each child; `COMPACT`: its output; `FLATTEN`: the elements of outputs that are arrays. */
  readonly transformation: "NONE" | "COMPACT" | "FLATTEN";
  readonly outputType: "JSON" | "JSONL";
}

/** How items are read; `arguments` of the task say where. */
export interface ItemReading {
  /** Absent where the objects of a bucket are listed, or a manifest says it. */
  readonly inputType?: "CSV" | "JSON" | "JSONL" | "PARQUET";
  /** The object names others, whose items are read. */
  readonly manifest?: "ATHENA_DATA" | "S3_INVENTORY";
  /** The objects of the listing are read, in place of being the items. */
  readonly flattens?: true;
  /** Where in a JSON file the array is: a JSON Pointer. */
  readonly itemsPointer?: string;
  /** The names of the columns, where the first line does not hold them. */
  readonly csvHeaders?: readonly string[];
  readonly csvDelimiter: CsvDelimiter;
  /** 0 is no limit. */
  readonly maxItems: number;
}

/** Starts a distributed Map's child executions; their machine is `childMachine(machine, stateName)`. */
export interface StartMapRun {
  readonly kind: "startMapRun";
  readonly mapRunId: string;
  readonly mapRunArn: string;
  readonly stateName: string;
  readonly label: string;
  readonly executionType: "STANDARD" | "EXPRESS";
  readonly children: readonly MapRunChild[];
  /** How many children run at once; 0 is as many as there are. */
  readonly maxConcurrency: number;
  readonly tolerated: ToleratedFailures;
}

export interface MapRunChild {
  /** The execution's name, a UUID. */
  readonly name: string;
  readonly input: Json;
  /** How many items its input holds. */
  readonly itemCount: number;
}

/** What may fail of a map run; the stricter counts, and without either nothing may. */
export interface ToleratedFailures {
  readonly count?: number;
  readonly percentage?: number;
}

/** The last effect of an execution. */
export interface ExecutionResult {
  readonly kind: "finish";
  readonly status: Exclude<ExecutionStatus, "RUNNING">;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
}

/** What one step of the core returns; `snapshot` is JSON and opaque to the runner. */
export interface Transition<Snapshot, Event = HistoryEvent> {
  readonly snapshot: Snapshot;
  readonly history: readonly Event[];
  readonly effects: readonly Effect[];
}
