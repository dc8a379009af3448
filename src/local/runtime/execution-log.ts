import type { HistoryEvent, HistoryEventType } from "#asl";
import type { ExecutionRow } from "./execution-row.ts";
import type { LogLine } from "./outlets.ts";
import { withoutData } from "./history-data.ts";

// Which events a log level takes, as the guide "Logging using CloudWatch Logs" tabulates it; ALL takes every event.
const fatal: ReadonlySet<HistoryEventType> = new Set(["ExecutionAborted", "ExecutionFailed", "ExecutionTimedOut"]);
const failures: ReadonlySet<HistoryEventType> = new Set([
  ...fatal,
  "EvaluationFailed",
  "FailStateEntered",
  "LambdaFunctionFailed",
  "LambdaFunctionTimedOut",
  "MapIterationAborted",
  "MapIterationFailed",
  "MapStateAborted",
  "MapStateFailed",
  "ParallelStateAborted",
  "ParallelStateFailed",
  "TaskFailed",
  "TaskStartFailed",
  "TaskStateAborted",
  "TaskSubmitFailed",
  "TaskTimedOut",
  "WaitStateAborted",
]);

/** The log lines that some history events of an execution give at its level. */
export function logLinesOf(execution: ExecutionRow, history: readonly HistoryEvent[]): readonly LogLine[] {
  const { level = "OFF", includeExecutionData = false } = execution.logging ?? {};
  if (level === "OFF") return [];
  const logged = level === "ALL" ? undefined : level === "FATAL" ? fatal : failures;
  return history
    .filter(({ type }) => logged?.has(type) ?? true)
    .map((event) => logLine(execution, includeExecutionData ? event : withoutData(event)));
}

function logLine(execution: ExecutionRow, event: HistoryEvent): LogLine {
  const { id, previousEventId, type, timestamp, ...details } = event;
  const message = JSON.stringify({
    id: String(id),
    type,
    details: Object.values(details)[0] ?? {},
    previous_event_id: String(previousEventId),
    event_timestamp: String(timestamp),
    execution_arn: execution.arn,
    redrive_count: "0",
  });
  return { timestamp, message };
}
