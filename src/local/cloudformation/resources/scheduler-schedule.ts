import type { JsonObject } from "../json-value.ts";
import { defineResourceType, type ResourceContext, type ResourceState } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";

interface ScheduleProperties {
  readonly Name?: string;
  readonly GroupName?: string;
  readonly Description?: string;
  readonly ScheduleExpression: string;
  readonly ScheduleExpressionTimezone?: string;
  readonly StartDate?: string;
  readonly EndDate?: string;
  readonly FlexibleTimeWindow: { readonly Mode: string; readonly MaximumWindowInMinutes?: number | string };
  readonly State?: string;
  readonly Target: JsonObject & { readonly RetryPolicy?: Readonly<Record<string, number | string>> };
}

export const schedulerSchedule = defineResourceType<ScheduleProperties>({
  name: "AWS::Scheduler::Schedule",
  properties: {
    Name: "replace",
    GroupName: "replace",
    Description: "update",
    ScheduleExpression: "update",
    ScheduleExpressionTimezone: "update",
    StartDate: "update",
    EndDate: "update",
    "FlexibleTimeWindow.Mode": "update",
    "FlexibleTimeWindow.MaximumWindowInMinutes": "update",
    State: "update",
    "Target.Arn": "update",
    "Target.RoleArn": "update",
    "Target.Input": "update",
    "Target.DeadLetterConfig.Arn": "update",
    "Target.RetryPolicy.MaximumEventAgeInSeconds": "update",
    "Target.RetryPolicy.MaximumRetryAttempts": "update",
    "Target.EventBridgeParameters.DetailType": "update",
    "Target.EventBridgeParameters.Source": "update",
    "Target.SqsParameters.MessageGroupId": "update",
  },
  required: ["FlexibleTimeWindow", "ScheduleExpression", "Target"],
  attributes: ["Arn"],
  nameProperty: "Name",
  async create(properties, context) {
    const name = properties.Name ?? context.physicalName({ maxLength: 64 });
    return callWith("CreateSchedule", name, properties, context);
  },
  update: (properties, { physicalId }, context) => callWith("UpdateSchedule", physicalId, properties, context),
  async delete({ physicalId, properties: { GroupName } }, { call }) {
    const group = GroupName === undefined ? {} : { GroupName };
    await ignoreMissing(call("scheduler", "DeleteSchedule", { Name: physicalId, ...group }));
  },
});

async function callWith(
  operation: "CreateSchedule" | "UpdateSchedule",
  Name: string,
  properties: ScheduleProperties,
  context: ResourceContext,
): Promise<ResourceState> {
  const { StartDate, EndDate, FlexibleTimeWindow, Target, ...rest } = properties;
  const { RetryPolicy } = Target;
  const { ScheduleArn } = await context.call<{ readonly ScheduleArn: string }>("scheduler", operation, {
    ...rest,
    Name,
    ...(StartDate !== undefined && { StartDate: new Date(StartDate) }),
    ...(EndDate !== undefined && { EndDate: new Date(EndDate) }),
    FlexibleTimeWindow: withNumbers(FlexibleTimeWindow, ["MaximumWindowInMinutes"]),
    Target: {
      ...Target,
      ...(RetryPolicy && { RetryPolicy: withNumbers(RetryPolicy, Object.keys(RetryPolicy)) }),
    },
  });
  if (operation === "CreateSchedule") context.exists(Name);
  return { physicalId: Name, attributes: { Arn: ScheduleArn } };
}

/** A template may carry numbers as text; the API takes them as numbers. */
function withNumbers(value: object, names: readonly string[]): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => [
      name,
      names.includes(name) ? Number(member) : member,
    ]),
  );
}
