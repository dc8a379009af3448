import type { Cloud, Operation } from "../../service.ts";
import { getSchedule as findSchedule, scheduleArn, scheduleAuthorization } from "./schedule-store.ts";
import type { ScheduleRow, StoredSchedule } from "./schedule-store.ts";
import type { ScheduleReference } from "./schedule-types.ts";

export const getSchedule: Operation<ScheduleReference, object> = {
  members: ["Name", "GroupName"],
  authorize: scheduleAuthorization("GetSchedule"),
  handle: (input, { cloud }) => describeSchedule(cloud, findSchedule(cloud, input)),
};

function describeSchedule(cloud: Cloud, row: ScheduleRow): object {
  const { StartDate, EndDate, ...schedule } = JSON.parse(row.schedule) as StoredSchedule;
  const { RetryPolicy } = schedule.Target;
  return {
    ScheduleExpressionTimezone: "UTC",
    State: "ENABLED",
    ActionAfterCompletion: "NONE",
    ...schedule,
    Target: {
      ...schedule.Target,
      RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185, ...RetryPolicy },
    },
    Arn: scheduleArn(cloud, row.group_name, row.name),
    Name: row.name,
    GroupName: row.group_name,
    CreationDate: new Date(row.created_at),
    LastModificationDate: new Date(row.modified_at),
    ...(StartDate !== undefined && { StartDate: new Date(StartDate) }),
    ...(EndDate !== undefined && { EndDate: new Date(EndDate) }),
  };
}
