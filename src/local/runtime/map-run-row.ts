import type { ExecutionStatus } from "#asl";
import type { ToleratedFailures } from "#interpreter";

export type MapRunStatus = "RUNNING" | "SUCCEEDED" | "FAILED" | "ABORTED";

/** A map run as it is stored. */
export interface MapRunRow {
  readonly id: number;
  readonly arn: string;
  /** Of the execution whose state it is. */
  readonly executionId: number;
  /** Its id within that execution. */
  readonly mapRunId: string;
  readonly label: string;
  readonly executionType: "STANDARD" | "EXPRESS";
  /** What its children run. */
  readonly definition: string;
  readonly status: MapRunStatus;
  /** 0 is no limit. */
  readonly maxConcurrency: number;
  readonly tolerated: ToleratedFailures;
  /** Whether what its children gave was exported. */
  readonly resultsWritten: boolean;
  readonly startedAt: number;
  readonly stoppedAt: number | undefined;
  readonly redriveCount: number;
  /** The last time. */
  readonly redrivenAt: number | undefined;
}

/** `PENDING_REDRIVE`: it ended without success, and waits for its turn to be done again. */
export type ChildStatus = ExecutionStatus | "PENDING" | "PENDING_REDRIVE";

/** A child execution of a map run, started or not. */
export interface ChildRow {
  readonly position: number;
  readonly name: string;
  /** JSON text. */
  readonly input: string;
  readonly itemCount: number;
  readonly status: ChildStatus;
  readonly executionId: number | undefined;
}

/** How many children of a status there are, and how many items they hold. */
export interface ChildCount {
  readonly children: number;
  readonly items: number;
}
