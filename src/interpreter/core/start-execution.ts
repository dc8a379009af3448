import type { Machine } from "../load/machine.ts";
import type { ExecutionEvent } from "../types.ts";
import { detailedEvent } from "./recorded-event.ts";
import { addThread, newThread, recordAfter, rootThreadId, startTimer } from "./run.ts";
import type { Run } from "./run.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Work } from "./work.ts";

/** The snapshot before anything happened. */
export function firstSnapshot(event: ExecutionEvent): Snapshot {
  if (event.type !== "ExecutionStarted") {
    throw new Error(`an execution begins with ExecutionStarted, got ${event.type}`);
  }
  return {
    version: 1,
    identity: event.identity,
    input: event.input,
    startedAt: event.at,
    status: "RUNNING",
    random: `${event.identity.executionArn} ${event.seed ?? 0}`,
    lastEventId: 0,
    lastId: 0,
    threads: {},
  };
}

/** Writes that the execution started; its first thread is to enter the first state. */
export function startExecution(run: Run): Work {
  const { input, identity } = run.execution;
  const { StartAt } = run.machine.definition;
  recordAfter(run, 0, detailedEvent("ExecutionStarted", { roleArn: identity.roleArn }, input));
  // AWS lets the first state follow nothing, not the start.
  addThread(run, newThread({ id: rootThreadId, index: 0, lastEventId: 0 }));
  startTimeout(run);
  return { kind: "enter", threadId: rootThreadId, state: StartAt, input };
}

/** Lets the time begin that the whole execution may take; a redrive lets it begin anew. */
export function startTimeout(run: Run): void {
  const timeoutSeconds = timeoutOf(run.machine);
  if (timeoutSeconds !== undefined) run.execution.timeoutTimerId = startTimer(run, timeoutSeconds);
}

// AWS: "Maximum execution time" of Express executions, whatever the definition says.
const longestExpressSeconds = 300;

function timeoutOf({ type, definition: { TimeoutSeconds } }: Machine): number | undefined {
  return type === "EXPRESS" ? Math.min(TimeoutSeconds ?? longestExpressSeconds, longestExpressSeconds) : TimeoutSeconds;
}
