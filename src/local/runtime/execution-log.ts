import type { HistoryEvent, HistoryEventType } from "#asl";
import { historyOf } from "#interpreter";
import type { RecordedEvent } from "#interpreter";
import type { ExecutionRow } from "./execution-row.ts";
import type { ExecutionLog } from "./outlets.ts";
import { withoutData } from "./history-data.ts";

// Which events a log level takes, as the guide "Logging using CloudWatch Logs" tabulates it; ALL takes every event.
const fatal: ReadonlySet<HistoryEventType> = new Set(["ExecutionAborted", "ExecutionFailed", "ExecutionTimedOut"]);
const failures: ReadonlySet<HistoryEventType> = new Set([
  ...fatal,
  "ActivityFailed",
  "ActivityScheduleFailed",
  "ActivityTimedOut",
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

/** What some history events of an execution give to its log groups at its level. */
export function executionLogs(execution: ExecutionRow, history: readonly RecordedEvent[]): readonly ExecutionLog[] {
  const { level = "OFF", includeExecutionData = false, destinations = [] } = execution.logging ?? {};
  if (level === "OFF") return [];
  const logged = level === "ALL" ? undefined : level === "FATAL" ? fatal : failures;
  const events = historyOf(
    history.filter(({ type }) => logged?.has(type) ?? true),
    execution.startedAt,
  );
  const [first] = events;
  if (first === undefined) return [];
  const day = new Date(first.timestamp).toISOString().slice(0, 10);
  const lines = events.map((event) => logLine(execution, includeExecutionData ? event : withoutData(event)));
  return destinations.flatMap((destination) => {
    const group = destination.cloudWatchLogsLogGroup?.logGroupArn?.split(":")[6];
    return group === undefined ? [] : [{ group, stream: `states/${execution.machineName}/${day}`, lines }];
  });
}

function logLine(execution: ExecutionRow, event: HistoryEvent): string {
  const { id, previousEventId, type, timestamp, ...details } = event;
  return JSON.stringify({
    id: String(id),
    type,
    details: Object.values(details)[0] ?? {},
    previous_event_id: String(previousEventId),
    event_timestamp: String(timestamp),
    execution_arn: execution.arn,
    redrive_count: String(execution.redriveCount),
  });
}
