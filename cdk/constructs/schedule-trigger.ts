import { Aws, Duration } from "aws-cdk-lib";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { Trigger } from "#authoring";
import { serviceRole } from "./service-role.ts";
import type { DeliveryProps } from "./trigger-rule.ts";
import { undeliveredQueue } from "./undelivered-queue.ts";
import type { Workflow, WorkflowTrigger } from "./workflow.ts";

type ScheduleTriggerData = Extract<Trigger, { readonly type: "schedule" }>;

export interface ScheduleTriggerProps extends DeliveryProps {
  readonly trigger: ScheduleTriggerData;
}

/** Starts a workflow by the clock. */
export class ScheduleTrigger implements WorkflowTrigger {
  readonly #props: ScheduleTriggerProps;

  constructor(props: ScheduleTriggerProps) {
    this.#props = props;
  }

  bind(workflow: Workflow): TriggerSchedule {
    const { id = "Trigger", ...props } = this.#props;
    return new TriggerSchedule(workflow, id, { ...props, workflow });
  }
}

export interface TriggerScheduleProps extends Omit<ScheduleTriggerProps, "id"> {
  readonly workflow: Workflow;
}

/** A schedule that starts a workflow, with the right to start it, and a queue that keeps each occurrence that did not. */
export class TriggerSchedule extends Construct {
  readonly deadLetterQueue: Queue;
  readonly scheduleArn: string;

  constructor(scope: Construct, id: string, props: TriggerScheduleProps) {
    super(scope, id);
    const { workflow, trigger } = props;
    const { name } = workflow.compiled;
    this.deadLetterQueue = undeliveredQueue(this, { workflow: name, actions: props.alarmActions ?? [] });
    const role = serviceRole(this, "Role", {
      service: "scheduler.amazonaws.com",
      // Scheduler states the schedule's group, not the schedule (AWS: "Confused deputy prevention in EventBridge Scheduler").
      onBehalfOf: "scheduler:schedule-group/*",
      description: `Starts the workflow ${name}`,
      rights: [
        // On the state machine's own ARN, as in `TriggerRule`.
        { actions: ["states:StartExecution"], resources: [workflow.stateMachineArn] },
        // Unlike EventBridge, Scheduler sends dead letters with the rights of this role.
        { actions: ["sqs:SendMessage"], resources: [this.deadLetterQueue.queueArn] },
      ],
    });
    const { flexibleMinutes, maximumDelayMinutes = 1440 } = trigger;
    const maximumAge = props.maximumEventAge ?? Duration.minutes(maximumDelayMinutes);
    const schedule = new CfnSchedule(this, "Resource", {
      description: `Starts the workflow ${name}`,
      scheduleExpression: trigger.expression,
      scheduleExpressionTimezone: trigger.timeZone,
      flexibleTimeWindow:
        flexibleMinutes === undefined ? { mode: "OFF" } : { mode: "FLEXIBLE", maximumWindowInMinutes: flexibleMinutes },
      state: "ENABLED",
      target: {
        arn: workflow.aliasArn,
        roleArn: role.roleArn,
        input: scheduledEvent(trigger),
        deadLetterConfig: { arn: this.deadLetterQueue.queueArn },
        retryPolicy: {
          maximumEventAgeInSeconds: maximumAge.toSeconds(),
          maximumRetryAttempts: props.retryAttempts ?? 185,
        },
      },
    });
    this.scheduleArn = schedule.attrArn;
  }
}

/** The event in EventBridge's envelope; Scheduler fills in what is in brackets when the time has come. */
function scheduledEvent({ detailType, name }: ScheduleTriggerData): string {
  return JSON.stringify({
    version: "0",
    id: "<aws.scheduler.execution-id>",
    "detail-type": detailType,
    source: "aws.scheduler",
    account: Aws.ACCOUNT_ID,
    time: "<aws.scheduler.scheduled-time>",
    region: Aws.REGION,
    resources: ["<aws.scheduler.schedule-arn>"],
    detail: { schedule: name },
  });
}
