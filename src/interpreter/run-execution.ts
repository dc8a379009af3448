import type { HistoryEvent, Json } from "#asl";
import type { Machine } from "./load/machine.ts";
import type { ExecutionIdentity, ExecutionResult, ScheduleTask } from "./types.ts";

/** Real time as the runner needs it; `src/local`'s Clock is one. */
export interface RunnerClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Runs `callback` once at or after `dueAt`; returns the cancel function. */
  readonly at: (dueAt: number, callback: () => void) => () => void;
}

/** Does one task attempt. Throws `TaskFailure` to fail it by name; anything else thrown fails it with the error's own name. */
export type PerformTask = (task: ScheduleTask, signal: AbortSignal) => Promise<Json>;

export interface RunExecutionOptions {
  readonly machine: Machine;
  readonly input: Json;
  readonly identity?: Partial<ExecutionIdentity>;
  /** `virtual`: time stands still while tasks run and jumps to the next timer otherwise. @default "virtual" */
  readonly clock?: "virtual" | RunnerClock;
  /** When a virtual clock begins, in milliseconds since the epoch. @default 2026-01-01T00:00:00Z */
  readonly startAt?: number;
  readonly performTask: PerformTask;
  /** Seeds `$random`, `$uuid` and retry jitter. @default 0, so that runs repeat exactly */
  readonly seed?: number;
  /** Aborts the execution (status ABORTED). */
  readonly signal?: AbortSignal;
}

export interface ExecutionOutcome {
  readonly status: ExecutionResult["status"];
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  /** States entered, as Step Functions bills them; each retry adds one. */
  readonly transitions: number;
  readonly history: readonly HistoryEvent[];
}

/** Runs an execution from beginning to end in memory. */
export async function runExecution(options: RunExecutionOptions): Promise<ExecutionOutcome> {
  throw new Error(`not written yet: ${typeof options}`);
}
