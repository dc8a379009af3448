import type { ExecutionStatus, HistoryEvent, Json } from "#asl";

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
  /** Of a task that goes on after the call (`.sync`, `.waitForTaskToken`): the service took it, and answered this. */
  | { readonly type: "TaskSubmitted"; readonly at: number; readonly taskId: string; readonly output: Json }
  /** The service did not take such a task. */
  | ({ readonly type: "TaskSubmitFailed"; readonly at: number; readonly taskId: string } & ErrorAndCause)
  /** The worker is alive; starts HeartbeatSeconds anew. */
  | { readonly type: "TaskHeartbeat"; readonly at: number; readonly taskId: string }
  | { readonly type: "TimerFired"; readonly at: number; readonly timerId: string }
  | { readonly type: "ExecutionStopped"; readonly at: number; readonly error?: string; readonly cause?: string };

/** What the runner must do next. Performing effects twice must be harmless: ids are unique within an execution. */
export type Effect =
  | ScheduleTask
  | { readonly kind: "cancelTask"; readonly taskId: string }
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
  /** The Task state's Resource, for instance `arn:aws:states:::lambda:invoke`. */
  readonly resource: string;
  /** The evaluated Arguments (or the state's input where there are none). */
  readonly arguments: Json;
  /** Of a task that goes on after the call: by this it is answered from outside. */
  readonly taskToken?: string;
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
export interface Transition<Snapshot> {
  readonly snapshot: Snapshot;
  readonly history: readonly HistoryEvent[];
  readonly effects: readonly Effect[];
}
