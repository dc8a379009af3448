import type { ExecutionStatus } from "#asl";
import type { Cloud } from "../service.ts";
import { finishedAt, inTransaction } from "./commit-steps.ts";
import type { ExecutionStep } from "./commit-steps.ts";
import { logLinesOf } from "./execution-log.ts";
import type { ExecutionRow } from "./execution-row.ts";
import type { ExecutionStore } from "./execution-store.ts";
import type { ExecutionMetric, Outlets } from "./outlets.ts";
import { statusChangeEvent } from "./status-change-event.ts";

// Tells the rest of the cloud what was committed: status changes as events and metrics, failures as log lines. Status
// changes are an outbox: their rows were written with the step and go only after the bus has accepted the event, so a
// crash in between repeats an event and never loses one.

export interface Announcer {
  readonly announce: (step: ExecutionStep) => void;
  /** Within a transaction: drops the rows of what the bus has accepted. */
  readonly forgetDone: () => void;
  /** Tells again what a crash may have left untold. */
  readonly resume: () => void;
  /** Resolves when all is told and its rows are gone. */
  readonly settled: () => Promise<void>;
}

interface StatusChange {
  readonly execution: ExecutionRow;
  readonly status: ExecutionStatus;
}

export interface AnnouncerOptions {
  readonly cloud: Cloud;
  readonly store: ExecutionStore;
  readonly outlets: Outlets;
}

const retryAfterMs = 1_000;

export function createAnnouncer({ cloud, store, outlets }: AnnouncerOptions): Announcer {
  let waiting: StatusChange[] = [];
  let done: StatusChange[] = [];
  let round: Promise<void> | undefined;

  const forgetDone = (): void => {
    for (const { execution, status } of done) store.deleteAnnouncement(execution.id, status);
    done = [];
  };

  const tellAll = async (): Promise<void> => {
    // The commit that caused this is still on the stack; what else it announces goes out together.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await outlets.putEvents(batch.map(({ execution, status }) => statusChangeEvent(execution, status)));
        done.push(...batch);
      } catch (error) {
        cloud.log(`states: status changes could not be put on the default bus, will try again: ${String(error)}`);
        waiting = [...batch, ...waiting];
        setTimeout(tell, retryAfterMs).unref();
        return;
      }
    }
  };

  const tell = (): void => {
    round ??= tellAll().finally(() => {
      round = undefined;
    });
  };

  return {
    announce({ execution, created, step }) {
      const { result } = step;
      if (created !== undefined) waiting.push({ execution, status: "RUNNING" });
      if (result !== undefined) {
        waiting.push({ execution: finished(execution, step), status: result.status });
      }
      for (const metric of metricsOf({ execution, created, step })) outlets.recordMetric(metric);
      log(cloud, outlets, { execution, created, step });
      if (waiting.length > 0) tell();
    },
    forgetDone,
    resume() {
      for (const { executionId, status } of store.pendingAnnouncements()) {
        const execution = store.findById(executionId);
        if (execution !== undefined) waiting.push({ execution, status });
      }
      tell();
    },
    async settled() {
      await round;
      if (done.length > 0) inTransaction(cloud.db, forgetDone);
    },
  };
}

function finished(execution: ExecutionRow, step: ExecutionStep["step"]): ExecutionRow {
  const { result } = step;
  if (result === undefined) return execution;
  const output = result.output === undefined ? undefined : JSON.stringify(result.output);
  const { status, error, cause } = result;
  return { ...execution, status, output, error, cause, stoppedAt: finishedAt(step) };
}

const metricOfStatus = {
  SUCCEEDED: "ExecutionsSucceeded",
  FAILED: "ExecutionsFailed",
  TIMED_OUT: "ExecutionsTimedOut",
  ABORTED: "ExecutionsAborted",
} as const;

function metricsOf({ execution, created, step }: ExecutionStep): readonly ExecutionMetric[] {
  const { machineArn, startedAt } = execution;
  const metrics: ExecutionMetric[] = [];
  if (created !== undefined) {
    metrics.push({ name: "ExecutionsStarted", machineArn, value: 1, unit: "Count", at: startedAt });
  }
  if (step.result !== undefined) {
    const at = finishedAt(step);
    metrics.push(
      { name: metricOfStatus[step.result.status], machineArn, value: 1, unit: "Count", at },
      { name: "ExecutionTime", machineArn, value: at - startedAt, unit: "Milliseconds", at },
    );
  }
  return metrics;
}

function log(cloud: Cloud, outlets: Outlets, { execution, step }: ExecutionStep): void {
  const groups = (execution.logging?.destinations ?? []).flatMap(
    (destination) => destination.cloudWatchLogsLogGroup?.logGroupArn?.split(":")[6] ?? [],
  );
  if (groups.length === 0) return;
  const lines = logLinesOf(execution, step.history);
  if (lines.length === 0) return;
  const day = new Date(cloud.clock.now()).toISOString().slice(0, 10);
  for (const group of groups) {
    outlets.writeLog(group, `states/${execution.machineName}/${day}`, lines).catch((error: unknown) => {
      cloud.log(`states: ${execution.arn} could not log to ${group}: ${String(error)}`);
    });
  }
}
