/** Time as a parameter: real in `start`, driven by hand in tests. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Runs `callback` once at or after `dueAt` (milliseconds since the epoch); returns the cancel function. */
  readonly at: (dueAt: number, callback: () => void) => () => void;
}

// setTimeout overflows beyond 2^31-1 ms and would fire at once; a longer wait is taken in steps.
const longestTimeoutMs = 2 ** 31 - 1;

/** The machine's own time. A parked timer does not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at(dueAt, callback) {
    let timer: NodeJS.Timeout;
    const wait = (): void => {
      const remainingMs = dueAt - Date.now();
      timer =
        remainingMs > longestTimeoutMs
          ? setTimeout(wait, longestTimeoutMs)
          : setTimeout(callback, Math.max(0, remainingMs));
      timer.unref();
    };
    wait();
    return () => clearTimeout(timer);
  },
};
