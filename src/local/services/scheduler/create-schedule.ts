import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { checkSchedule } from "./check-schedule.ts";
import type { Invoker } from "./create-invoker.ts";
import { getGroup } from "./group-store.ts";
import { findSchedule, putSchedule, scheduleArn, scheduleChangeAuthorization } from "./schedule-store.ts";
import { scheduleMembers } from "./schedule-types.ts";
import type { ScheduleRequest } from "./schedule-types.ts";
import type { LoadModel } from "./universal-target.ts";

export const createSchedule = (
  invoker: Invoker,
  loadModel: LoadModel,
): Operation<ScheduleRequest, { readonly ScheduleArn: string }> => ({
  members: scheduleMembers,
  authorize: scheduleChangeAuthorization("CreateSchedule"),
  async handle(input, { cloud }) {
    const group = getGroup(cloud, input.GroupName).name;
    await checkSchedule(cloud, group, input, loadModel);
    const ScheduleArn = scheduleArn(cloud, group, input.Name);
    const existing = findSchedule(cloud, group, input.Name);
    if (existing !== undefined) {
      // The same request once more.
      if (input.ClientToken !== undefined && existing.client_token === input.ClientToken) return { ScheduleArn };
      throw new AwsError("ConflictException", `Schedule ${input.Name} already exists.`, 409);
    }
    putSchedule(cloud, group, input);
    invoker.wake();
    cloud.notify("schedule", ScheduleArn);
    return { ScheduleArn };
  },
});
