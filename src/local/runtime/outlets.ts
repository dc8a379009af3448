import type { StatusChangeEvent } from "./status-change-event.ts";

/** One line for a log group, as Step Functions writes it. */
export interface LogLine {
  readonly timestamp: number;
  readonly message: string;
}

/** Where the runtime tells others what happened. Errors thrown here never touch an execution. */
export interface Outlets {
  /** Puts events on the default bus; resolves once they are accepted for good. */
  readonly putEvents: (events: readonly StatusChangeEvent[]) => Promise<void> | void;
  /** Counts in the namespace `AWS/States`, per state machine. */
  readonly recordMetric: (metric: ExecutionMetric) => void;
  readonly writeLog: (logGroupName: string, logStreamName: string, lines: readonly LogLine[]) => Promise<void>;
}

export interface ExecutionMetric {
  readonly name:
    | "ExecutionsStarted"
    | "ExecutionsSucceeded"
    | "ExecutionsFailed"
    | "ExecutionsTimedOut"
    | "ExecutionsAborted"
    | "ExecutionTime";
  readonly machineArn: string;
  readonly value: number;
  readonly unit: "Count" | "Milliseconds";
  /** Milliseconds since the epoch. */
  readonly at: number;
}
