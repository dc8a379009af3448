// setTimeout overflows beyond 2^31-1 ms; a longer wait is taken in steps.
const longestTimeoutMs = 2 ** 31 - 1;

/** The clock of the machine, for an execution whose waits are to be waited for. */
export const realClock = {
  now: () => Date.now(),
  at(dueAt: number, callback: () => void): () => void {
    let timer: NodeJS.Timeout;
    const wait = (): void => {
      const remainingMs = Math.max(0, dueAt - Date.now());
      timer = setTimeout(remainingMs > longestTimeoutMs ? wait : callback, Math.min(remainingMs, longestTimeoutMs));
    };
    wait();
    return () => clearTimeout(timer);
  },
};
