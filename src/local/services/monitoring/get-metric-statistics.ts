import type { Datapoint, GetMetricStatisticsInput, GetMetricStatisticsOutput } from "@aws-sdk/client-cloudwatch";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { metricName, statisticOf } from "./evaluate-alarm.ts";
import { measureQueues } from "./measure-queues.ts";
import { unitOf } from "./metric-store.ts";
import { periodsOf } from "./periods-of.ts";

export const getMetricStatistics: Operation<GetMetricStatisticsInput, GetMetricStatisticsOutput> = {
  members: ["Namespace", "MetricName", "Dimensions", "StartTime", "EndTime", "Period", "Statistics"],
  async handle(input, { cloud }) {
    const { Namespace, MetricName, Dimensions, StartTime, EndTime, Period = 0, Statistics = [] } = input;
    if (Statistics.length === 0) {
      throw new AwsError(
        "MissingParameter",
        "At least one of the parameters Statistics and ExtendedStatistics must be specified.",
      );
    }
    const periods = periodsOf({ start: StartTime, end: EndTime, periodSeconds: Period }, 1440);
    await measureQueues(cloud, { Namespace, MetricName, Dimensions });
    const metric = metricName(Namespace, MetricName, Dimensions);
    const Unit = unitOf(cloud.db, metric) as NonNullable<Datapoint["Unit"]>;
    const Datapoints = periods.flatMap((range): Datapoint[] => {
      const values = Statistics.map((name) => [name, statisticOf(cloud.db, metric, name, range)] as const);
      if (values.every(([, value]) => value === undefined)) return [];
      return [{ Timestamp: new Date(range.from), ...Object.fromEntries(values), Unit }];
    });
    return { Label: MetricName, Datapoints };
  },
};
