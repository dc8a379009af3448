import type { Dimension, PutMetricAlarmInput, StateValue } from "@aws-sdk/client-cloudwatch";
import type { DatabaseSync } from "node:sqlite";
import { compileMetricExpression } from "./metric-expression.ts";
import { readStatistics, type MetricName, type MetricStatistics } from "./metric-store.ts";

export interface AlarmState {
  readonly value: StateValue;
  readonly reason: string;
}

const comparisons: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

export const comparisonOperators: readonly string[] = Object.keys(comparisons);

const statistics: Readonly<Record<string, (points: MetricStatistics) => number>> = {
  Sum: ({ sum }) => sum,
  Average: ({ sum, count }) => sum / count,
  Minimum: ({ min }) => min,
  Maximum: ({ max }) => max,
  SampleCount: ({ count }) => count,
};

export const statisticNames: readonly string[] = Object.keys(statistics);

/** Decides the state of an alarm from the periods that end now, the one under way included. */
export function evaluateAlarm(
  db: DatabaseSync,
  alarm: PutMetricAlarmInput,
  now: number,
  current: AlarmState,
): AlarmState {
  const { EvaluationPeriods = 1, Threshold = 0, ComparisonOperator = "", TreatMissingData = "missing" } = alarm;
  const periodMs = periodOf(alarm) * 1000;
  const end = (Math.floor(now / periodMs) + 1) * periodMs;
  const values = Array.from({ length: EvaluationPeriods }, (_unused, index) =>
    valueOf(db, alarm, { from: end - (index + 1) * periodMs, to: end - index * periodMs }),
  );
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0 && TreatMissingData === "ignore") return current;
  if (known.length === 0 && TreatMissingData === "missing") {
    return { value: "INSUFFICIENT_DATA", reason: "Insufficient Data: no datapoints were received" };
  }
  const isBreaching = comparisons[ComparisonOperator] ?? (() => false);
  const breaching = values.filter((value) =>
    value === undefined ? TreatMissingData === "breaching" : isBreaching(value, Threshold),
  ).length;
  const needed = alarm.DatapointsToAlarm ?? EvaluationPeriods;
  const crossed = `${breaching} of the last ${EvaluationPeriods} datapoints [${values.map((value) => value ?? "no data").join(", ")}]`;
  return breaching >= needed
    ? { value: "ALARM", reason: `Threshold Crossed: ${crossed} met ${ComparisonOperator} (${Threshold})` }
    : { value: "OK", reason: `Threshold not crossed: ${crossed} met ${ComparisonOperator} (${Threshold})` };
}

function periodOf(alarm: PutMetricAlarmInput): number {
  return alarm.Period ?? alarm.Metrics?.find(({ MetricStat }) => MetricStat)?.MetricStat?.Period ?? 60;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function valueOf(db: DatabaseSync, alarm: PutMetricAlarmInput, range: Range): number | undefined {
  const { Metrics = [], Namespace, MetricName: name, Dimensions, Statistic } = alarm;
  if (Metrics.length === 0) {
    return statisticOf(db, metricName(Namespace, name, Dimensions), Statistic, range);
  }
  const values: Record<string, number | undefined> = {};
  for (const { Id = "", MetricStat } of Metrics) {
    if (!MetricStat) continue;
    const metric = MetricStat.Metric;
    const identity = metricName(metric?.Namespace, metric?.MetricName, metric?.Dimensions);
    values[Id] = statisticOf(db, identity, MetricStat.Stat, range);
  }
  const result = Metrics.find(({ ReturnData }) => ReturnData !== false);
  return result?.Expression === undefined
    ? values[result?.Id ?? ""]
    : compileMetricExpression(result.Expression)(values);
}

/** A metric as the API names it. */
export function metricName(namespace = "", name = "", dimensions: readonly Dimension[] = []): MetricName {
  const pairs = dimensions.map(({ Name = "", Value = "" }) => [Name, Value] as const);
  return { namespace, name, dimensions: Object.fromEntries(pairs) };
}

/** A statistic over a range of time; undefined where nothing was recorded. */
export function statisticOf(db: DatabaseSync, metric: MetricName, statistic = "", range: Range): number | undefined {
  const points = readStatistics(db, metric, range);
  return points && statistics[statistic]?.(points);
}
