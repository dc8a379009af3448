import type { Clock } from "./clock.ts";

export interface StoppableClock extends Clock {
  /** Cancels every timer, for good: none finds a closed database. */
  readonly stop: () => void;
}

/** A clock whose timers can all be called off at once, whoever set them. */
export function createStoppableClock(clock: Clock): StoppableClock {
  const cancels = new Set<() => void>();
  let isStopped = false;
  return {
    now: clock.now,
    at(dueAt, callback) {
      if (isStopped) return () => undefined;
      const cancel = clock.at(dueAt, () => {
        cancels.delete(cancel);
        callback();
      });
      cancels.add(cancel);
      return () => {
        cancels.delete(cancel);
        cancel();
      };
    },
    stop() {
      isStopped = true;
      for (const cancel of cancels) cancel();
      cancels.clear();
    },
  };
}
