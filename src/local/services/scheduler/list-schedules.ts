import type { Operation } from "../../service.ts";
import { checkOneOf, checkRange } from "./constraints.ts";
import { getGroup } from "./group-store.ts";
import { listSchedulesOf, scheduleArn } from "./schedule-store.ts";
import type { StoredSchedule } from "./schedule-store.ts";
import { takePage } from "../take-page.ts";

interface ListSchedulesRequest {
  readonly GroupName?: string;
  readonly NamePrefix?: string;
  readonly State?: string;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

export const listSchedules: Operation<ListSchedulesRequest, object> = {
  members: ["GroupName", "NamePrefix", "State", "MaxResults", "NextToken"],
  authorize: () => [{ action: "scheduler:ListSchedules", resource: "*" }],
  handle(input, { cloud }) {
    checkRange("maxResults", input.MaxResults, 1, 100);
    checkOneOf("state", input.State, ["ENABLED", "DISABLED"]);
    const group = input.GroupName === undefined ? undefined : getGroup(cloud, input.GroupName).name;
    const found = listSchedulesOf(cloud, group)
      .map((row) => ({ row, schedule: JSON.parse(row.schedule) as StoredSchedule }))
      .filter(({ row }) => row.name.startsWith(input.NamePrefix ?? ""))
      .filter(({ schedule }) => input.State === undefined || (schedule.State ?? "ENABLED") === input.State);
    const { page, nextToken } = takePage(found, input.NextToken, input.MaxResults);
    const Schedules = page.map(({ row, schedule }) => ({
      Arn: scheduleArn(cloud, row.group_name, row.name),
      Name: row.name,
      GroupName: row.group_name,
      State: schedule.State ?? "ENABLED",
      CreationDate: new Date(row.created_at),
      LastModificationDate: new Date(row.modified_at),
      Target: { Arn: schedule.Target.Arn },
    }));
    return { Schedules, ...nextToken };
  },
};
