import type { PutMetricAlarmInput } from "@aws-sdk/client-cloudwatch";
import { AwsError, notImplemented } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import type { DueWork } from "../due-work.ts";
import { actionMembers, checkActions } from "./alarm-actions.ts";
import { alarmArn, findAlarm, putAlarm } from "./alarm-store.ts";
import { comparisonOperators, statisticNames } from "./evaluate-alarm.ts";
import { compileMetricExpression } from "./metric-expression.ts";
import { refreshAlarm } from "./refresh-alarm.ts";
import { tagsOf } from "./tagged-resource.ts";

export const putMetricAlarm = (watch: DueWork): Operation<PutMetricAlarmInput, object> => ({
  members: [
    "AlarmName",
    "AlarmDescription",
    "Namespace",
    "MetricName",
    "Dimensions",
    "Statistic",
    "Period",
    "EvaluationPeriods",
    "DatapointsToAlarm",
    "Threshold",
    "ComparisonOperator",
    "TreatMissingData",
    "Metrics.Id",
    "Metrics.Expression",
    "Metrics.Label",
    "Metrics.ReturnData",
    "Metrics.Period",
    "Metrics.MetricStat.Metric",
    "Metrics.MetricStat.Period",
    "Metrics.MetricStat.Stat",
    ...actionMembers,
    "Tags",
  ],
  handle(input, { cloud }) {
    check(input);
    checkActions(input);
    const { Tags = [], ...definition } = input;
    const name = definition.AlarmName ?? "";
    const existing = findAlarm(cloud.db, name);
    const now = cloud.clock.now();
    const initial = {
      value: "INSUFFICIENT_DATA",
      reason: "Unchecked: Initial alarm creation",
      updatedAt: now,
    } as const;
    const alarm = {
      name,
      arn: alarmArn(cloud, name),
      definition,
      tags: existing?.tags ?? tagsOf(Tags),
      updatedAt: now,
      state: existing?.state ?? initial,
    };
    inTransaction(cloud.db, () => {
      putAlarm(cloud.db, alarm);
      refreshAlarm(cloud, alarm);
    });
    watch.wake();
    return {};
  },
});

function check({ ComparisonOperator, Statistic, Metrics, MetricName, Threshold }: PutMetricAlarmInput): void {
  if (!comparisonOperators.includes(ComparisonOperator ?? ""))
    throw notImplemented(`ComparisonOperator '${ComparisonOperator}'`);
  if ((Metrics === undefined) === (MetricName === undefined)) {
    throw new AwsError("ValidationError", "Exactly one of Metrics and MetricName must be specified");
  }
  if (Threshold === undefined) throw new AwsError("ValidationError", "Threshold is required");
  const used = Metrics?.flatMap(({ MetricStat }) => MetricStat?.Stat ?? []) ?? [Statistic ?? ""];
  const unknown = used.find((statistic) => !statisticNames.includes(statistic));
  if (unknown !== undefined) throw notImplemented(`the statistic '${unknown}'`);
  for (const { Expression } of Metrics ?? []) if (Expression !== undefined) compileMetricExpression(Expression);
}
