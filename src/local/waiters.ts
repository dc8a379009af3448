import type { Clock } from "./clock.ts";

/** Clients of long polls, who wait for a queue, or an activity, to have something. */
export interface Waiters {
  /** Resolves when the name is woken, at the given time, or when the client went away. */
  readonly wait: (name: string, until: number, signal?: AbortSignal) => Promise<void>;
  readonly wake: (name: string) => void;
  /** Wakes everybody, for good. */
  readonly close: () => void;
  readonly isClosed: () => boolean;
}

export function createWaiters(clock: Clock): Waiters {
  const waiting = new Map<string, Set<() => void>>();
  let closed = false;

  const wake = (name: string): void => {
    for (const resume of waiting.get(name) ?? []) resume();
  };

  return {
    wait: (name, until, signal) =>
      new Promise((resolve) => {
        const others = waiting.get(name) ?? new Set();
        waiting.set(name, others);
        const resume = (): void => {
          cancel();
          signal?.removeEventListener("abort", resume);
          others.delete(resume);
          resolve();
        };
        const cancel = clock.at(until, resume);
        signal?.addEventListener("abort", resume, { once: true });
        others.add(resume);
      }),
    wake,
    close() {
      closed = true;
      for (const name of waiting.keys()) wake(name);
    },
    isClosed: () => closed,
  };
}
