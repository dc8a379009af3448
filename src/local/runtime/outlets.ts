import type { StatusChangeEvent } from "./status-change-event.ts";

/**
 * Where the runtime tells the rest of the cloud what happened.
 *
 * Called inside the transaction that commits the step, so what is told and what happened are kept together or not at all:
 * an event that cannot be put takes the step back, and both are tried again.
 */
export interface Outlets {
  /** Puts events on the default bus. */
  readonly putEvents: (events: readonly StatusChangeEvent[]) => void;
  /** Counts in the namespace `AWS/States`, per state machine or activity. */
  readonly recordMetrics: (metrics: readonly StatesMetric[]) => void;
  readonly writeLog: (log: ExecutionLog) => void;
}

export interface StatesMetric {
  readonly name:
    | "ExecutionsStarted"
    | "ExecutionsSucceeded"
    | "ExecutionsFailed"
    | "ExecutionsTimedOut"
    | "ExecutionsAborted"
    | "ExecutionTime"
    | "ExecutionsRedriven"
    | "RedrivenExecutionsSucceeded"
    | "RedrivenExecutionsFailed"
    | "RedrivenExecutionsTimedOut"
    | "RedrivenExecutionsAborted"
    | "ActivitiesScheduled"
    | "ActivitiesStarted"
    | "ActivitiesSucceeded"
    | "ActivitiesFailed"
    | "ActivitiesTimedOut"
    | "ActivitiesHeartbeatTimedOut"
    | "ActivityScheduleTime"
    | "ActivityRunTime"
    | "ActivityTime";
  readonly dimension: { readonly name: "StateMachineArn" | "ActivityArn"; readonly value: string };
  /** A count, or the milliseconds of a time. */
  readonly value: number;
}

/** Lines for one stream of a log group. */
export interface ExecutionLog {
  readonly group: string;
  readonly stream: string;
  readonly lines: readonly string[];
}
