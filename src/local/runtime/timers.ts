import type { Clock } from "../clock.ts";
import type { ExecutionStore, PendingTimer } from "./execution-store.ts";

// Waits, retries and timeouts live in the store; only the earliest due time is armed on the clock. A year-long wait of a
// hundred thousand executions costs rows, not memory, and a restart has nothing to rebuild.

const timersPerRound = 1_000;

export interface Timers {
  /** Call after committing a timer that is due at `dueAt`. */
  readonly arm: (dueAt: number) => void;
  /** Call after each commit: fires what was due but did not fit the last round. */
  readonly afterCommit: () => void;
  /** Fires everything that is due and arms the rest. */
  readonly resume: () => void;
  readonly close: () => void;
}

export interface TimerOptions {
  readonly store: Pick<ExecutionStore, "timersDue" | "nextTimerAfter">;
  readonly clock: Clock;
  /** Hands on a due timer; `committed` is called once the timer's row is gone. */
  readonly fire: (timer: PendingTimer, committed: () => void) => void;
}

export function createTimers({ store, clock, fire }: TimerOptions): Timers {
  let armedAt = Number.POSITIVE_INFINITY;
  let disarm: (() => void) | undefined;
  let moreDue = false;
  // Fired, but still in the store until the step that they caused is committed.
  const firing = new Set<string>();

  const arm = (dueAt: number): void => {
    if (dueAt >= armedAt) return;
    disarm?.();
    armedAt = dueAt;
    disarm = clock.at(dueAt, fireDue);
  };

  const fireDue = (): void => {
    armedAt = Number.POSITIVE_INFINITY;
    disarm = undefined;
    const now = clock.now();
    const due = store.timersDue(now, timersPerRound);
    moreDue = due.length === timersPerRound;
    for (const timer of due) {
      const key = `${timer.executionId}/${timer.timerId}`;
      if (firing.has(key)) continue;
      firing.add(key);
      fire(timer, () => firing.delete(key));
    }
    const next = store.nextTimerAfter(now);
    if (next !== undefined) arm(next);
  };

  return {
    arm,
    afterCommit: () => {
      if (moreDue) fireDue();
    },
    resume: fireDue,
    close: () => disarm?.(),
  };
}
