import { Duration, Validations } from "aws-cdk-lib";
import { type IAlarmAction, Metric } from "aws-cdk-lib/aws-cloudwatch";
import { CfnRule } from "aws-cdk-lib/aws-events";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { alarmFromOne } from "./execution-alarms.ts";
import { serviceRole } from "./service-role.ts";
import type { Workflow } from "./workflow.ts";

/** What EventBridge does with an event that it cannot deliver. */
export interface DeliveryProps {
  /**
   * Tells a workflow's triggers apart; changing it replaces the rule and its queue.
   *
   * @default "Trigger"
   */
  readonly id?: string;
  /**
   * How long delivery is tried, 1 minute to 24 hours.
   *
   * @default Duration.hours(24)
   */
  readonly maximumEventAge?: Duration;
  /**
   * How often delivery is tried again, 0–185.
   *
   * @default 185
   */
  readonly retryAttempts?: number;
  /**
   * What the alarm on undelivered events does.
   *
   * @default nothing: it shows in CloudWatch
   */
  readonly alarmActions?: readonly IAlarmAction[];
}

export interface TriggerRuleProps extends Omit<DeliveryProps, "id"> {
  readonly workflow: Workflow;
  readonly eventPattern: EventPattern;
  /** @default the account's default bus */
  readonly eventBusName?: string;
}

/** An event pattern in EventBridge's own shape. */
export interface EventPattern {
  readonly source: readonly string[];
  readonly "detail-type": readonly string[];
  readonly account?: readonly unknown[];
  readonly region?: readonly unknown[];
  readonly resources?: readonly unknown[];
  readonly detail?: object;
}

/** A rule that starts a workflow, with the right to start it, and a queue that keeps each event that did not. */
export class TriggerRule extends Construct {
  readonly deadLetterQueue: Queue;

  constructor(scope: Construct, id: string, props: TriggerRuleProps) {
    super(scope, id);
    const { workflow } = props;
    const { name } = workflow.compiled;
    this.deadLetterQueue = new Queue(this, "DeadLetters", {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const role = serviceRole(this, "Role", {
      service: "events.amazonaws.com",
      onBehalfOf: "events:rule/*",
      description: `Starts the workflow ${name}`,
      // Step Functions checks this right on the state machine's own ARN, also for a start through an alias
      // (AWS: "Authorization for versions and aliases in Step Functions workflows").
      rights: [{ actions: ["states:StartExecution"], resources: [workflow.stateMachineArn] }],
    });
    const rule = new CfnRule(this, "Resource", {
      description: `Starts the workflow ${name}`,
      ...(props.eventBusName === undefined ? {} : { eventBusName: props.eventBusName }),
      eventPattern: props.eventPattern,
      state: "ENABLED",
      targets: [
        {
          id: "Workflow",
          arn: workflow.aliasArn,
          roleArn: role.roleArn,
          deadLetterConfig: { arn: this.deadLetterQueue.queueArn },
          retryPolicy: {
            maximumEventAgeInSeconds: (props.maximumEventAge ?? Duration.hours(24)).toSeconds(),
            maximumRetryAttempts: props.retryAttempts ?? 185,
          },
        },
      ],
    });
    this.keepUndelivered(rule.attrArn, name, props.alarmActions ?? []);
  }

  private keepUndelivered(ruleArn: string, name: string, actions: readonly IAlarmAction[]): void {
    const queue = this.deadLetterQueue;
    queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("events.amazonaws.com")],
        actions: ["sqs:SendMessage"],
        resources: [queue.queueArn],
        conditions: { ArnEquals: { "aws:SourceArn": ruleArn } },
      }),
    );
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
    alarmFromOne(this, "UndeliveredAlarm", { metric, actions, description: `Events that did not start ${name}` });
  }
}
