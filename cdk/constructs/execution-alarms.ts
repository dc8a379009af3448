import { Duration } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type IAlarmAction, Metric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import type { WorkflowType } from "#authoring";

export interface ExecutionAlarmsOptions {
  /** The workflow's name. */
  readonly name: string;
  readonly type: WorkflowType;
  readonly stateMachineArn: string;
  readonly actions: readonly IAlarmAction[];
}

const endings = {
  FailedAlarm: { metricName: "ExecutionsFailed", what: "failed" },
  TimedOutAlarm: { metricName: "ExecutionsTimedOut", what: "timed out" },
  AbortedAlarm: { metricName: "ExecutionsAborted", what: "were aborted" },
} as const;

/** Alarms on executions that did not end well: a dead-letter queue holds only events that started none. */
export function executionAlarms(
  scope: Construct,
  { name, type, stateMachineArn, actions }: ExecutionAlarmsOptions,
): void {
  for (const [id, { metricName, what }] of Object.entries(endings)) {
    // Nobody can stop an Express execution.
    if (type === "express" && id === "AbortedAlarm") continue;
    const metric = new Metric({
      namespace: "AWS/States",
      metricName,
      dimensionsMap: { StateMachineArn: stateMachineArn },
      statistic: "Sum",
      period: Duration.minutes(5),
    });
    alarmFromOne(scope, id, { metric, actions, description: `Executions of ${name} ${what}` });
  }
}

export interface AlarmOptions {
  readonly metric: Metric;
  readonly description: string;
  readonly actions: readonly IAlarmAction[];
}

/** An alarm that goes off at one; no data means that nothing happened. */
export function alarmFromOne(scope: Construct, id: string, { metric, description, actions }: AlarmOptions): Alarm {
  const alarm = new Alarm(scope, id, {
    metric,
    alarmDescription: description,
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  alarm.addAlarmAction(...actions);
  return alarm;
}
