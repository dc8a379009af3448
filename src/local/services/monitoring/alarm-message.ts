import type { Dimension, Metric, PutMetricAlarmInput } from "@aws-sdk/client-cloudwatch";
import type { Cloud } from "../../service.ts";
import type { AlarmRecord } from "./alarm-store.ts";
import type { AlarmState } from "./evaluate-alarm.ts";

// What CloudWatch writes to a topic when an alarm changes its state.

const region = "US East (N. Virginia)";

export interface AlarmMessage {
  readonly subject: string;
  readonly message: string;
}

export function alarmMessage(cloud: Cloud, alarm: AlarmRecord, next: AlarmState): AlarmMessage {
  const { definition, name, arn } = alarm;
  const message = {
    AlarmName: name,
    AlarmDescription: definition.AlarmDescription ?? null,
    AWSAccountId: cloud.accountId,
    AlarmConfigurationUpdatedTimestamp: timeOf(alarm.updatedAt),
    NewStateValue: next.value,
    NewStateReason: next.reason,
    StateChangeTime: timeOf(cloud.clock.now()),
    Region: region,
    AlarmArn: arn,
    OldStateValue: alarm.state.value,
    OKActions: definition.OKActions ?? [],
    AlarmActions: definition.AlarmActions ?? [],
    InsufficientDataActions: definition.InsufficientDataActions ?? [],
    Trigger: triggerOf(definition),
  };
  // A subject has at most a hundred characters.
  return { subject: `${next.value}: "${name}" in ${region}`.slice(0, 100), message: JSON.stringify(message) };
}

const timeOf = (milliseconds: number): string => new Date(milliseconds).toISOString().replace("Z", "+0000");

function triggerOf(alarm: PutMetricAlarmInput): object {
  const common = {
    Period: alarm.Period ?? 0,
    EvaluationPeriods: alarm.EvaluationPeriods ?? 1,
    ...(alarm.DatapointsToAlarm !== undefined && { DatapointsToAlarm: alarm.DatapointsToAlarm }),
    ComparisonOperator: alarm.ComparisonOperator,
    Threshold: alarm.Threshold,
    TreatMissingData: alarm.TreatMissingData ?? "missing",
    EvaluateLowSampleCountPercentile: "",
  };
  if (alarm.Metrics === undefined) {
    return {
      ...metricOf(alarm),
      StatisticType: "Statistic",
      Statistic: statisticName(alarm.Statistic),
      Unit: null,
      ...common,
    };
  }
  const Metrics = alarm.Metrics.map(({ Id, Expression, Label, ReturnData, MetricStat }) => ({
    Id,
    ...(Expression !== undefined && { Expression }),
    ...(Label !== undefined && { Label }),
    ...(MetricStat !== undefined && {
      MetricStat: { Metric: metricOf(MetricStat.Metric ?? {}), Period: MetricStat.Period, Stat: MetricStat.Stat },
    }),
    ReturnData: ReturnData ?? true,
  }));
  return { ...common, Metrics };
}

function metricOf({ Namespace, MetricName, Dimensions = [] }: Metric): object {
  // Of all that CloudWatch writes, these two members are small.
  return {
    MetricName,
    Namespace,
    Dimensions: Dimensions.map(({ Name, Value }: Dimension) => ({ value: Value, name: Name })),
  };
}

/** `SampleCount` → `SAMPLE_COUNT`. */
const statisticName = (statistic = ""): string => statistic.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();
