import type { MetricDatum, PutMetricDataInput } from "@aws-sdk/client-cloudwatch";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { addStatistics } from "./metric-store.ts";
import type { MetricStatistics } from "./metric-store.ts";

export const putMetricData: Operation<PutMetricDataInput, object> = {
  members: [
    "Namespace",
    "MetricData.MetricName",
    "MetricData.Dimensions",
    "MetricData.Timestamp",
    "MetricData.Value",
    "MetricData.Values",
    "MetricData.Counts",
    "MetricData.StatisticValues",
    "MetricData.Unit",
  ],
  handle({ Namespace = "", MetricData = [] }, { cloud }) {
    const data = MetricData.map((datum) => ({ ...datum, statistics: statisticsOf(datum) }));
    inTransaction(cloud.db, () => {
      for (const { MetricName = "", Dimensions = [], Timestamp, Unit, statistics } of data) {
        const dimensions = Object.fromEntries(Dimensions.map(({ Name = "", Value: value = "" }) => [Name, value]));
        const at = Timestamp?.getTime() ?? cloud.clock.now();
        const metric = { namespace: Namespace, name: MetricName, dimensions };
        addStatistics(cloud.db, metric, at, statistics, Unit);
      }
    });
    return {};
  },
};

/** One value, values with how often each came, or what somebody has summed up already. */
function statisticsOf({ Value, Values, Counts, StatisticValues: set }: MetricDatum): MetricStatistics {
  if (set !== undefined) {
    const { Sum: sum = 0, SampleCount: count = 0, Minimum: min = 0, Maximum: max = 0 } = set;
    return { sum, count, min, max };
  }
  const values = Values ?? [Value ?? 0];
  const counts = Counts ?? values.map(() => 1);
  if (values.length === 0 || counts.length !== values.length) {
    throw new AwsError(
      "InvalidParameterValue",
      "The parameters MetricData.member.1.Values and MetricData.member.1.Counts must be of the same size, and not empty.",
    );
  }
  return {
    sum: values.reduce((total, value, index) => total + value * (counts[index] ?? 1), 0),
    count: counts.reduce((total, count) => total + count, 0),
    min: Math.min(...values),
    max: Math.max(...values),
  };
}
