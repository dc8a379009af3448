import { errorNames } from "#asl";
import type { HistoryEvent, HistoryEventType } from "#asl";
import type { RecordedEvent } from "#interpreter";
import type { StatesMetric } from "./outlets.ts";

type Name = StatesMetric["name"];

const counted: Partial<Record<HistoryEventType, Name>> = {
  ActivityScheduled: "ActivitiesScheduled",
  ActivityStarted: "ActivitiesStarted",
  ActivitySucceeded: "ActivitiesSucceeded",
  ActivityFailed: "ActivitiesFailed",
  ActivityTimedOut: "ActivitiesTimedOut",
};

/** What AWS counts and measures of activities, from the events of a step; `eventOf` knows them and the earlier ones. */
export function activityMetrics(
  history: readonly RecordedEvent[],
  eventOf: (id: number) => HistoryEvent | undefined,
): readonly StatesMetric[] {
  const metrics: StatesMetric[] = [];
  for (const { id, type } of history) {
    const name = counted[type];
    if (name === undefined) continue;
    const event = eventOf(id);
    if (event !== undefined) metrics.push(...metricsOf(event, name, eventOf));
  }
  return metrics;
}

function metricsOf(
  event: HistoryEvent,
  name: Name,
  eventOf: (id: number) => HistoryEvent | undefined,
): readonly StatesMetric[] {
  // The events of an attempt follow one another: its schedule, its start, its end.
  const chain: HistoryEvent[] = [event];
  for (let earlier = event; earlier.type !== "ActivityScheduled"; chain.push(earlier)) {
    const previous = eventOf(earlier.previousEventId);
    if (previous === undefined) return [];
    earlier = previous;
  }
  const [scheduled, started] = chain.toReversed();
  const arn = String(scheduled?.activityScheduledEventDetails?.resource);
  const metric = (metricName: Name, value: number): StatesMetric => ({
    name: metricName,
    dimension: { name: "ActivityArn", value: arn },
    value,
  });
  const since = ({ timestamp }: HistoryEvent): number => event.timestamp - timestamp;
  const isHeartbeat = event.activityTimedOutEventDetails?.error === errorNames.heartbeatTimeout;
  const counts = metric(isHeartbeat ? "ActivitiesHeartbeatTimedOut" : name, 1);
  if (event === scheduled) return [counts];
  if (event === started) return [counts, metric("ActivityScheduleTime", since(scheduled!))];
  return [counts, metric("ActivityRunTime", since(started!)), metric("ActivityTime", since(scheduled!))];
}
