import { errorNames } from "#asl";
import type { StateFailure } from "./state-failure.ts";

/** Does a retrier's or catcher's ErrorEquals name this failure? */
export function matchesError(errorEquals: readonly string[], failure: StateFailure): boolean {
  return errorEquals.some((name) => matchesName(name, failure));
}

function matchesName(name: string, failure: StateFailure): boolean {
  const { errorName } = failure;
  if (name === errorName) return true;
  switch (name) {
    case errorNames.all:
      return failure.isCaughtByAll;
    case errorNames.taskFailed:
      // AWS: "acts as a wildcard that matches any known error name except for States.Timeout".
      return failure.isCaughtByAll && errorName !== errorNames.timeout;
    case errorNames.timeout:
      // AWS: a task that "failed to send a heartbeat" in time has timed out, too.
      return errorName === errorNames.heartbeatTimeout;
    default:
      return false;
  }
}
