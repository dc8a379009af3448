import type { MetricTransformation } from "@aws-sdk/client-cloudwatch-logs";
import type { Cloud } from "../../service.ts";
import { addPoints } from "../monitoring/metric-store.ts";
import { recordEmbeddedMetrics } from "./embedded-metrics.ts";
import type { IncomingEvent } from "./log-store.ts";
import type { FilterPattern } from "./filter-pattern/compile-filter-pattern.ts";
import { openMetricFiltersOf } from "./metric-filter-store.ts";

/** Records what events of a log group say of metrics, by themselves and through the group's metric filters. */
export function recordMetrics(cloud: Cloud, group: string, events: readonly IncomingEvent[]): void {
  recordEmbeddedMetrics(cloud, group, events);
  for (const { pattern, transformations } of openMetricFiltersOf(cloud.db, group)) {
    for (const event of events) {
      for (const transformation of transformations) recordEvent(cloud, pattern, transformation, event);
    }
  }
}

function recordEvent(
  { db }: Cloud,
  pattern: FilterPattern,
  {
    metricNamespace = "",
    metricName = "",
    metricValue = "",
    defaultValue,
    dimensions = {},
    unit,
  }: MetricTransformation,
  { timestamp, message }: IncomingEvent,
): void {
  const value = pattern.matches(message) ? numberOf(pattern, metricValue, message) : defaultValue;
  const entries = Object.entries(dimensions).map(([key, place]) => [key, pattern.valueAt(message, place)] as const);
  // An event that has no such value has no such metric.
  if (value === undefined || entries.some(([, one]) => one === undefined || one === null)) return;
  const named = Object.fromEntries(
    entries.map(([key, one]) => [key, typeof one === "string" ? one : JSON.stringify(one)]),
  );
  const metric = { namespace: metricNamespace, name: metricName, dimensions: named };
  addPoints(db, metric, timestamp, [value], unit);
}

function numberOf(pattern: FilterPattern, metricValue: string, message: string): number | undefined {
  const value = metricValue.startsWith("$") ? pattern.valueAt(message, metricValue) : metricValue;
  const isNumber = typeof value === "number" || (typeof value === "string" && value.trim() !== "");
  return isNumber && Number.isFinite(Number(value)) ? Number(value) : undefined;
}
