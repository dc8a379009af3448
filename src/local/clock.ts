import { createSystemClock } from "#node";

/** Time as a parameter: real in `start`, driven by hand in tests. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Runs `callback` once at or after `dueAt` (milliseconds since the epoch); returns the cancel function. */
  readonly at: (dueAt: number, callback: () => void) => () => void;
}

/** The machine's own time. A parked timer does not keep the process alive. */
export const systemClock: Clock = createSystemClock({ keepsAlive: false });
