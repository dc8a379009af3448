import type { RunnerClock } from "#interpreter";

// setTimeout overflows beyond 2^31-1 ms, some 24 days, and would fire at once; a longer wait is taken in steps.
const longestTimeoutMs = 2 ** 31 - 1;

/** The machine's own time. Whether a timer that is parked keeps the process alive is the clock's to say. */
export function createSystemClock({ keepsAlive }: { readonly keepsAlive: boolean }): RunnerClock {
  return {
    now: () => Date.now(),
    at(dueAt, callback) {
      let timer: NodeJS.Timeout;
      const wait = (): void => {
        const remainingMs = Math.max(0, dueAt - Date.now());
        timer = setTimeout(remainingMs > longestTimeoutMs ? wait : callback, Math.min(remainingMs, longestTimeoutMs));
        if (!keepsAlive) timer.unref();
      };
      wait();
      return () => clearTimeout(timer);
    },
  };
}
