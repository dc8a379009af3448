import { isMapRunChild } from "./execution-row.ts";
import type { ExecutionRow } from "./execution-row.ts";
import { redrivablePeriodMs } from "./redrive-store.ts";

/** Whether an execution can be redriven; if not, why, in the words of `redriveStatusReason`. */
export interface Redrivability {
  readonly status: "REDRIVABLE" | "NOT_REDRIVABLE" | "REDRIVABLE_BY_MAP_RUN";
  readonly reason?: string;
}

export interface RedriveFacts {
  readonly now: number;
  /** Whether its last snapshot is kept. */
  readonly isKept: boolean;
  readonly lastEventId: number;
}

// AWS: "The execution event history count is less than 24,999."
const mostHistoryEvents = 24_999;
// AWS: "The workflow execution hasn't exceeded the maximum open time of one year."
const longestOpenMs = 365 * 24 * 60 * 60_000;

export function redrivabilityOf(execution: ExecutionRow, facts: RedriveFacts): Redrivability {
  const reason = obstacleOf(execution, facts);
  if (reason !== undefined) return { status: "NOT_REDRIVABLE", reason };
  return { status: isMapRunChild(execution) ? "REDRIVABLE_BY_MAP_RUN" : "REDRIVABLE" };
}

function obstacleOf(execution: ExecutionRow, { now, isKept, lastEventId }: RedriveFacts): string | undefined {
  const { status, type, startedAt, stoppedAt = now } = execution;
  if (status === "RUNNING" || status === "SUCCEEDED") return `Execution is ${status} and cannot be redriven`;
  // Only children of map runs are asked about: they are started anew.
  if (type === "EXPRESS") return undefined;
  if (lastEventId >= mostHistoryEvents) return "Execution history event limit exceeded";
  if (now - startedAt > longestOpenMs) return "Execution has exceeded the max execution time";
  if (now - stoppedAt > redrivablePeriodMs) return "Execution redrivable period exceeded";
  // Before there was this operation nothing was kept; nor is it where the local cloud itself broke down.
  return isKept ? undefined : "Execution was started before the launch of RedriveExecution";
}
