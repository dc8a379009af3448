/** Time for native executions: it stands still while anything runs, and jumps to the next sleeper when nothing does. */
export interface VirtualClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves when it is `dueAt`; at once if that is past. */
  readonly until: (dueAt: number, signal?: AbortSignal) => Promise<void>;
  /** Work during which time does not pass, but for where it says so. */
  readonly during: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** As `until`, inside of work. */
  readonly untilDuringWork: (dueAt: number) => Promise<void>;
}

interface Sleeper {
  readonly dueAt: number;
  readonly wake: () => void;
}

export function createVirtualClock(startAt: number): VirtualClock {
  const sleepers = new Set<Sleeper>();
  let now = startAt;
  let running = 0;

  const jump = (): void => {
    if (running > 0) return;
    const [next] = [...sleepers].toSorted((left, right) => left.dueAt - right.dueAt);
    if (next === undefined) return;
    sleepers.delete(next);
    now = Math.max(now, next.dueAt);
    next.wake();
    jumpWhenIdle();
  };
  // All that follows from what happened last, follows in microtasks: in the turn after them nothing is under way.
  const until: VirtualClock["until"] = (dueAt, signal) =>
    new Promise((resolve) => {
      const sleeper = { dueAt, wake: resolve };
      sleepers.add(sleeper);
      signal?.addEventListener("abort", () => sleepers.delete(sleeper), { once: true });
      jumpWhenIdle();
    });
  const jumpWhenIdle = (): void => void setImmediate(jump);

  return {
    now: () => now,
    until,
    async untilDuringWork(dueAt) {
      running -= 1;
      await until(dueAt);
      running += 1;
    },
    async during(work) {
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
        jumpWhenIdle();
      }
    },
  };
}
