// The API's structures as far as they are honoured. There is no SDK client among the packages that the local cloud stands on, so
// these are ours; the schemas on the wire are generated.

export interface ScheduleTarget {
  readonly Arn: string;
  readonly RoleArn: string;
  readonly Input?: string;
  readonly DeadLetterConfig?: { readonly Arn?: string };
  readonly RetryPolicy?: { readonly MaximumEventAgeInSeconds?: number; readonly MaximumRetryAttempts?: number };
  readonly EventBridgeParameters?: { readonly DetailType: string; readonly Source: string };
  readonly SqsParameters?: { readonly MessageGroupId?: string };
}

/** What CreateSchedule and UpdateSchedule take. */
export interface ScheduleRequest {
  readonly Name: string;
  readonly GroupName?: string;
  readonly Description?: string;
  readonly ScheduleExpression: string;
  readonly ScheduleExpressionTimezone?: string;
  readonly StartDate?: Date;
  readonly EndDate?: Date;
  readonly FlexibleTimeWindow: { readonly Mode: string; readonly MaximumWindowInMinutes?: number };
  readonly State?: string;
  readonly Target: ScheduleTarget;
  readonly ActionAfterCompletion?: string;
  readonly ClientToken?: string;
}

/** Members of a schedule that are honoured; all of Create's and Update's input. */
export const scheduleMembers: readonly string[] = [
  "Name",
  "GroupName",
  "Description",
  "ScheduleExpression",
  "ScheduleExpressionTimezone",
  "StartDate",
  "EndDate",
  "FlexibleTimeWindow",
  "State",
  "ActionAfterCompletion",
  "ClientToken",
  "Target.Arn",
  "Target.RoleArn",
  "Target.Input",
  "Target.DeadLetterConfig",
  "Target.RetryPolicy",
  "Target.EventBridgeParameters",
  "Target.SqsParameters",
];

export interface ScheduleReference {
  readonly Name?: string;
  readonly GroupName?: string;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}
