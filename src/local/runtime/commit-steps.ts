import type { Step } from "./advance-execution.ts";
import { isMapRunChild } from "./execution-row.ts";
import type { ExecutionRow } from "./execution-row.ts";
import type { ExecutionStore } from "./execution-store.ts";
import type { MapRunStore } from "./map-run-store.ts";

/** One execution's part of a group commit. */
export interface ExecutionStep {
  /** As it stood before the step. */
  readonly execution: ExecutionRow;
  /** Set when this step is its first: the row is written with it. */
  readonly created: { readonly definition: string } | undefined;
  readonly step: Step;
}

/** Writes one execution's step; effects are performed only after the transaction around it has committed. */
export function writeStep(
  { store, mapRuns }: { readonly store: ExecutionStore; readonly mapRuns: MapRunStore },
  { execution, created, step }: ExecutionStep,
): void {
  const { id, startedAt } = execution;
  const at = finishedAt(execution, step);
  if (created !== undefined) {
    // An Express child that is run again has the ARN that it had.
    if (isMapRunChild(execution) && execution.type === "EXPRESS") store.forgetExecution(execution.arn);
    store.insertExecution(execution, created.definition);
    if (isMapRunChild(execution)) mapRuns.childStarted(execution);
  }
  if (step.redrivenAt !== undefined) {
    store.redriveExecution(id, step.redrivenAt);
    if (isMapRunChild(execution)) mapRuns.childRedriven(id);
  }
  store.appendHistory(id, step.history, startedAt);
  for (const started of step.startedMapRuns) mapRuns.insert(id, started, at);
  for (const mapRunId of step.redrivenMapRuns) mapRuns.redrive(id, mapRunId, at);
  for (const [mapRunId, status] of step.endedMapRuns) mapRuns.end(id, mapRunId, { status, at });
  if (step.result !== undefined) {
    store.finishExecution(id, step.result, at);
    if (step.snapshotText !== undefined) store.writeSnapshot(id, step.snapshotText);
    if (isMapRunChild(execution)) mapRuns.childEnded(id, step.result.status);
    return;
  }
  if (step.snapshotText !== undefined) store.writeSnapshot(id, step.snapshotText);
  for (const taskId of step.endedTasks) store.deleteTask(id, taskId);
  for (const timerId of step.endedTimers) store.deleteTimer(id, timerId);
  for (const task of step.scheduledTasks.values()) store.writeTask(id, task);
  for (const taskId of step.startedTasks) store.markStarted(id, taskId);
  for (const [taskId, output] of step.submittedTasks) store.markSubmitted(id, taskId, output);
  for (const [timerId, dueAt] of step.startedTimers) store.writeTimer({ executionId: id, timerId, dueAt });
}

/** When the step's last history event happened. */
export function finishedAt({ startedAt }: Pick<ExecutionRow, "startedAt">, { history }: Step): number {
  const last = history.at(-1);
  return last === undefined ? 0 : startedAt + last.elapsed;
}
