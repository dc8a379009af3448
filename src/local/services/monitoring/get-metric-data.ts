import type {
  GetMetricDataInput,
  GetMetricDataOutput,
  MetricDataQuery,
  MetricDataResult,
} from "@aws-sdk/client-cloudwatch";
import { AwsError, notImplemented } from "../../aws-error.ts";
import type { Cloud, Operation } from "../../service.ts";
import { metricName, statisticNames, statisticOf } from "./evaluate-alarm.ts";
import { measureQueues } from "./measure-queues.ts";
import { compileMetricExpression, type MetricValues } from "./metric-expression.ts";
import { periodsOf, type TimeRange } from "./periods-of.ts";

const mostDatapoints = 100_800;

export const getMetricData: Operation<GetMetricDataInput, GetMetricDataOutput> = {
  members: [
    "MetricDataQueries.Id",
    "MetricDataQueries.Expression",
    "MetricDataQueries.Label",
    "MetricDataQueries.ReturnData",
    "MetricDataQueries.Period",
    "MetricDataQueries.MetricStat.Metric",
    "MetricDataQueries.MetricStat.Period",
    "MetricDataQueries.MetricStat.Stat",
    "StartTime",
    "EndTime",
    "ScanBy",
  ],
  async handle({ MetricDataQueries = [], StartTime, EndTime, ScanBy = "TimestampDescending" }, { cloud }) {
    check(MetricDataQueries);
    await measureQueues(cloud, { Metrics: MetricDataQueries });
    const results = MetricDataQueries.filter(({ ReturnData }) => ReturnData !== false).map((query) => {
      const periods = periodsOf(
        { start: StartTime, end: EndTime, periodSeconds: periodOf(query, MetricDataQueries) },
        Math.floor(mostDatapoints / MetricDataQueries.length),
      );
      const needed = query.Expression === undefined ? [query] : MetricDataQueries;
      return resultOf(query, periods, (range) => valuesAt(cloud, needed, range));
    });
    if (ScanBy === "TimestampAscending") return { MetricDataResults: results, Messages: [] };
    const newestFirst = results.map((result) => ({
      ...result,
      Timestamps: result.Timestamps?.toReversed(),
      Values: result.Values?.toReversed(),
    }));
    return { MetricDataResults: newestFirst, Messages: [] };
  },
};

function check(queries: readonly MetricDataQuery[]): void {
  const ids = queries.map(({ Id }) => Id);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) {
    throw new AwsError(
      "ValidationError",
      `The values for parameter Id in MetricDataQueries are not unique: ${repeated}`,
    );
  }
  const expressionIds = queries.flatMap(({ Id, Expression }) => (Expression === undefined ? [] : Id));
  for (const { Id = "", MetricStat, Expression } of queries) {
    const words: readonly string[] = Expression?.match(/\w+/g) ?? [];
    if (words.some((word) => expressionIds.includes(word))) {
      throw notImplemented(`an expression of expressions (the query '${Id}' of monitoring GetMetricData)`);
    }
    if ((MetricStat === undefined) === (Expression === undefined)) {
      throw new AwsError(
        "ValidationError",
        `Exactly one of MetricStat and Expression must be specified for the query '${Id}'`,
      );
    }
    const statistic = MetricStat?.Stat;
    if (statistic !== undefined && !statisticNames.includes(statistic)) {
      throw notImplemented(`the statistic '${statistic}'`);
    }
  }
}

/** An expression has the period of the metrics beside it, unless it says one. */
const periodOf = ({ MetricStat, Period }: MetricDataQuery, queries: readonly MetricDataQuery[]): number =>
  MetricStat?.Period ?? Period ?? Math.max(60, ...queries.map((query) => query.MetricStat?.Period ?? 0));

function resultOf(
  { Id, Label, MetricStat, Expression }: MetricDataQuery,
  periods: readonly TimeRange[],
  valuesOf: (range: TimeRange) => MetricValues,
): MetricDataResult {
  const evaluate =
    Expression === undefined ? (values: MetricValues) => values[Id ?? ""] : compileMetricExpression(Expression);
  const points = periods.flatMap((range) => {
    const value = evaluate(valuesOf(range));
    return value === undefined ? [] : [{ at: new Date(range.from), value }];
  });
  return {
    Id,
    Label: Label ?? MetricStat?.Metric?.MetricName ?? Id,
    Timestamps: points.map(({ at }) => at),
    Values: points.map(({ value }) => value),
    StatusCode: "Complete",
  };
}

function valuesAt(cloud: Cloud, queries: readonly MetricDataQuery[], range: TimeRange): MetricValues {
  const entries = queries.flatMap(({ Id = "", MetricStat }) => {
    if (MetricStat === undefined) return [];
    const { Namespace, MetricName, Dimensions } = MetricStat.Metric ?? {};
    const metric = metricName(Namespace, MetricName, Dimensions);
    return [[Id, statisticOf(cloud.db, metric, MetricStat.Stat, range)] as const];
  });
  return Object.fromEntries(entries);
}
