import { advanceRun } from "./core/advance-run.ts";
import { recordedUntil } from "./core/recorded-event.ts";
import type { RecordedEvent } from "./core/recorded-event.ts";
import { beginRun, snapshotOf } from "./core/run.ts";
import type { Snapshot } from "./core/snapshot.ts";
import { firstSnapshot } from "./core/start-execution.ts";
import { historyOf } from "./core/written-event.ts";
import type { Machine } from "./load/machine.ts";
import type { ExecutionEvent, Transition } from "./types.ts";

/**
 * Takes one event and returns where the execution stands after it, what happened and what the runner must do.
 *
 * The first call has no snapshot and an `ExecutionStarted` event. An event for a task or timer that is over changes nothing
 * (empty `history` and `effects`), so delivering one twice is harmless.
 */
export async function transition(
  machine: Machine,
  snapshot: Snapshot | undefined,
  event: ExecutionEvent,
): Promise<Transition<Snapshot>> {
  const { history, ...step } = await recordTransition(machine, snapshot, event);
  return { ...step, history: historyOf(history, step.snapshot.startedAt) };
}

/** As `transition`, for a runner that stores what happened (`packHistory`) more often than somebody reads it. */
export async function recordTransition(
  machine: Machine,
  snapshot: Snapshot | undefined,
  event: ExecutionEvent,
): Promise<Transition<Snapshot, RecordedEvent>> {
  const run = beginRun(machine, snapshot ?? firstSnapshot(event));
  await advanceRun(run, event);
  return { snapshot: snapshotOf(run), history: recordedUntil(run.lastEvent), effects: run.effects };
}
