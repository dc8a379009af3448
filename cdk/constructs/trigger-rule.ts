import { Duration } from "aws-cdk-lib";
import type { IAlarmAction } from "aws-cdk-lib/aws-cloudwatch";
import { CfnRule } from "aws-cdk-lib/aws-events";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { serviceRole } from "./service-role.ts";
import { undeliveredQueue } from "./undelivered-queue.ts";
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
    this.deadLetterQueue = undeliveredQueue(this, { workflow: name, actions: props.alarmActions ?? [] });
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
    this.deadLetterQueue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("events.amazonaws.com")],
        actions: ["sqs:SendMessage"],
        resources: [this.deadLetterQueue.queueArn],
        conditions: { ArnEquals: { "aws:SourceArn": rule.attrArn } },
      }),
    );
  }
}
