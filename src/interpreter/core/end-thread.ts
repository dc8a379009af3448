import type { Json } from "#asl";
import { endBranch, failBranch } from "../states/branches.ts";
import { endExecution, succeedExecution } from "./finish.ts";
import { rootThreadId, threadOf } from "./run.ts";
import type { Run } from "./run.ts";
import type { StateFailure } from "./state-failure.ts";

/** A thread came to a terminal state. */
export function endThread(run: Run, threadId: string, output: Json): void {
  if (threadId === rootThreadId) succeedExecution(run, output);
  else endBranch(run, threadId, output);
}

/** A thread's state failed and nothing caught it. */
export function failThread(run: Run, threadId: string, failure: StateFailure): void {
  if (threadId !== rootThreadId) {
    failBranch(run, threadId, failure);
    return;
  }
  const { lastEventId } = threadOf(run, threadId);
  // Recorded on AWS: a timeout ends the execution without a cause; a catcher sees an empty one.
  const cause = failure.causeText === "" ? undefined : failure.causeText;
  endExecution(run, "FAILED", { error: failure.errorName, cause }, lastEventId);
}
