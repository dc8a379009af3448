import { setTimeout as delay } from "node:timers/promises";

/** Work under way that still needs the database: answers to clients, and calls between services. */
export interface OpenWork {
  readonly add: (work: Promise<unknown>) => void;
  /** Resolves when none is left, or after so many milliseconds. */
  readonly settled: (patienceMs: number) => Promise<void>;
}

export function createOpenWork(): OpenWork {
  const open = new Set<Promise<unknown>>();
  return {
    add(work) {
      const ended: Promise<unknown> = work.then(
        () => open.delete(ended),
        () => open.delete(ended),
      );
      open.add(ended);
    },
    async settled(patienceMs) {
      const done = new AbortController();
      const patience = delay(patienceMs, true, { signal: done.signal, ref: false }).catch(() => true);
      // What ends may have begun other work.
      while (open.size > 0) {
        if ((await Promise.race([Promise.all(open), patience])) === true) return;
      }
      done.abort();
      // Whoever waited for it takes its last steps in this turn of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
