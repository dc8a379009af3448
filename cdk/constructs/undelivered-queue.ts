import { Duration, Validations } from "aws-cdk-lib";
import { type IAlarmAction, Metric } from "aws-cdk-lib/aws-cloudwatch";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { alarmFromOne } from "./execution-alarms.ts";

export interface UndeliveredQueueProps {
  /** The workflow's name. */
  readonly workflow: string;
  /** What the alarm does. */
  readonly actions: readonly IAlarmAction[];
}

/** A queue that keeps each event that did not start the workflow, with an alarm on the first. */
export function undeliveredQueue(scope: Construct, { workflow, actions }: UndeliveredQueueProps): Queue {
  const queue = new Queue(scope, "DeadLetters", {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  Validations.of(queue).acknowledge({
    id: "AwsSolutions-SQS3",
    reason: "This is a dead-letter queue: EventBridge writes to it, people read it.",
  });
  const metric = new Metric({
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    dimensionsMap: { QueueName: queue.queueName },
    statistic: "Maximum",
    period: Duration.minutes(5),
  });
  alarmFromOne(scope, "UndeliveredAlarm", { metric, actions, description: `Events that did not start ${workflow}` });
  return queue;
}
