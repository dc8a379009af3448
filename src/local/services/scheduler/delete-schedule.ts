import type { Operation } from "../../service.ts";
import { deleteScheduleRow, getSchedule, scheduleArn, scheduleAuthorization } from "./schedule-store.ts";
import type { ScheduleReference } from "./schedule-types.ts";

/** What it was still to invoke goes with it. */
export const deleteSchedule: Operation<ScheduleReference & { readonly ClientToken?: string }, object> = {
  members: ["Name", "GroupName", "ClientToken"],
  authorize: scheduleAuthorization("DeleteSchedule"),
  handle(input, { cloud }) {
    const { group_name: group, name } = getSchedule(cloud, input);
    deleteScheduleRow(cloud, group, name);
    cloud.notify("schedule", scheduleArn(cloud, group, name));
    return {};
  },
};
