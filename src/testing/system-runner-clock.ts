import type { RunnerClock } from "#interpreter";

/** Real time, for executions that ask for it. */
export const systemRunnerClock: RunnerClock = {
  now: () => Date.now(),
  at(dueAt, callback) {
    const timer = setTimeout(callback, Math.max(0, dueAt - Date.now()));
    return () => clearTimeout(timer);
  },
};
