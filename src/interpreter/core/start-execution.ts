import type { Machine } from "../load/machine.ts";
import type { ExecutionEvent } from "../types.ts";
import { seedRandom } from "./random.ts";
import { addThread, recordAfter, rootThreadId, startTimer } from "./run.ts";
import type { Run } from "./run.ts";
import type { Snapshot } from "./snapshot.ts";

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
    random: seedRandom(`${event.identity.executionArn} ${event.seed ?? 0}`),
    lastEventId: 0,
    lastId: 0,
    threads: {},
  };
}

/** Writes that the execution started and lets its first thread enter the first state. */
export function startExecution(run: Run): void {
  const { input, identity } = run.execution;
  const { StartAt } = run.machine.definition;
  recordAfter(run, 0, "ExecutionStarted", { payload: input, more: { roleArn: identity.roleArn } });
  // AWS lets the first state follow nothing, not the start.
  addThread(run, { id: rootThreadId, index: 0, variables: {}, lastEventId: 0 });
  const timeoutSeconds = timeoutOf(run.machine);
  if (timeoutSeconds !== undefined) {
    run.execution.timeoutTimerId = startTimer(run, timeoutSeconds);
  }
  run.queue.push({ kind: "enter", threadId: rootThreadId, state: StartAt, input });
}

// AWS: "Maximum execution time" of Express executions, whatever the definition says.
const longestExpressSeconds = 300;

function timeoutOf({ type, definition: { TimeoutSeconds } }: Machine): number | undefined {
  return type === "EXPRESS" ? Math.min(TimeoutSeconds ?? longestExpressSeconds, longestExpressSeconds) : TimeoutSeconds;
}
