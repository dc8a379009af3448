import type { Operation } from "../../service.ts";
import { checkSchedule } from "./check-schedule.ts";
import type { Invoker } from "./create-invoker.ts";
import { getSchedule, putSchedule, scheduleArn, scheduleChangeAuthorization } from "./schedule-store.ts";
import { scheduleMembers } from "./schedule-types.ts";
import type { ScheduleRequest } from "./schedule-types.ts";
import type { LoadModel } from "./universal-target.ts";

/** Replaces the whole schedule: what is not given is as if it had never been. */
export const updateSchedule = (
  invoker: Invoker,
  loadModel: LoadModel,
): Operation<ScheduleRequest, { readonly ScheduleArn: string }> => ({
  members: scheduleMembers,
  authorize: scheduleChangeAuthorization("UpdateSchedule"),
  async handle(input, { cloud }) {
    const { group_name: group } = getSchedule(cloud, input);
    await checkSchedule(cloud, group, input, loadModel);
    putSchedule(cloud, group, input);
    invoker.wake();
    const ScheduleArn = scheduleArn(cloud, group, input.Name);
    cloud.notify("schedule", ScheduleArn);
    return { ScheduleArn };
  },
});
