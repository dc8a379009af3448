import { activityMetrics } from "./activity-metrics.ts";
import { finishedAt } from "./commit-steps.ts";
import type { ExecutionStep } from "./commit-steps.ts";
import { executionLogs } from "./execution-log.ts";
import type { ExecutionRow } from "./execution-row.ts";
import type { ExecutionStore } from "./execution-store.ts";
import type { Outlets, StatesMetric } from "./outlets.ts";
import { redrivabilityOf } from "./redrivability.ts";
import { statusChangeEvent } from "./status-change-event.ts";
import type { StatusChangeEvent } from "./status-change-event.ts";

/** Tells the rest of the cloud of some steps: status changes as events and metrics, failures as log lines. */
export function tellSteps(outlets: Outlets, store: ExecutionStore, steps: readonly ExecutionStep[]): void {
  const events = steps.flatMap(statusChangesOf);
  if (events.length > 0) outlets.putEvents(events);
  const metrics = steps.flatMap((step) => [...executionMetrics(step), ...metricsOfActivities(step, store)]);
  if (metrics.length > 0) outlets.recordMetrics(metrics);
  for (const { execution, step } of steps) {
    for (const log of executionLogs(execution, step.history)) outlets.writeLog(log);
  }
}

/** Of Standard executions only, as on AWS. */
function statusChangesOf({ execution, created, step }: ExecutionStep): readonly StatusChangeEvent[] {
  if (execution.type === "EXPRESS") return [];
  const events: StatusChangeEvent[] = [];
  const tell = (row: ExecutionRow): void => {
    const { snapshotText, position, history } = step;
    const facts = { now: finishedAt(execution, step), isKept: snapshotText !== undefined };
    const lastEventId = history.at(-1)?.id ?? position.lastEventId;
    events.push(statusChangeEvent(row, redrivabilityOf(row, { ...facts, lastEventId })));
  };
  if (created !== undefined || step.redrivenAt !== undefined) tell(execution);
  if (step.result !== undefined) tell(finished(execution, step));
  return events;
}

function finished(execution: ExecutionRow, step: ExecutionStep["step"]): ExecutionRow {
  const { result } = step;
  if (result === undefined) return execution;
  const output = result.output === undefined ? undefined : JSON.stringify(result.output);
  const { status, error, cause } = result;
  return { ...execution, status, output, error, cause, stoppedAt: finishedAt(execution, step) };
}

const metricOfStatus = {
  SUCCEEDED: "ExecutionsSucceeded",
  FAILED: "ExecutionsFailed",
  TIMED_OUT: "ExecutionsTimedOut",
  ABORTED: "ExecutionsAborted",
} as const;

function executionMetrics({ execution, created, step }: ExecutionStep): readonly StatesMetric[] {
  const dimension = { name: "StateMachineArn", value: execution.machineArn } as const;
  const metrics: StatesMetric[] = [];
  if (created !== undefined) {
    metrics.push({ name: "ExecutionsStarted", dimension, value: 1 });
  }
  if (step.redrivenAt !== undefined) metrics.push({ name: "ExecutionsRedriven", dimension, value: 1 });
  if (step.result !== undefined) {
    const name = metricOfStatus[step.result.status];
    if (execution.redriveCount > 0) metrics.push({ name: `Redriven${name}`, dimension, value: 1 });
    metrics.push(
      { name, dimension, value: 1 },
      { name: "ExecutionTime", dimension, value: finishedAt(execution, step) - execution.startedAt },
    );
  }
  return metrics;
}

function metricsOfActivities({ execution, step }: ExecutionStep, store: ExecutionStore): readonly StatesMetric[] {
  const { id: executionId } = execution;
  // The events of this step are in the store already.
  return activityMetrics(step.history, (from) => store.history({ executionId, reverse: false, from, limit: 1 })[0]);
}
