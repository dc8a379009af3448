import type { Clock } from "../../src/local/clock.ts";

export interface ManualClock extends Clock {
  /** Moves time forward and runs what falls due, in order of time; awaits microtasks between callbacks. */
  readonly advance: (milliseconds: number) => Promise<void>;
  /** Moves time forward and runs nothing: it passes while no process is there to see. */
  readonly skip: (milliseconds: number) => void;
}

interface Timer {
  readonly dueAt: number;
  readonly callback: () => void;
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A clock that stands still until it is advanced. */
export function createManualClock(startAt: number = Date.parse("2026-01-01T00:00:00Z")): ManualClock {
  let now = startAt;
  const timers = new Set<Timer>();
  return {
    now: () => now,
    at(dueAt, callback) {
      const timer: Timer = { dueAt, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(milliseconds) {
      const end = now + milliseconds;
      await settle();
      for (;;) {
        const [next] = [...timers].filter((timer) => timer.dueAt <= end).toSorted((a, b) => a.dueAt - b.dueAt);
        if (next === undefined) break;
        timers.delete(next);
        now = Math.max(now, next.dueAt);
        next.callback();
        await settle();
      }
      now = end;
    },
    skip(milliseconds) {
      now += milliseconds;
    },
  };
}
