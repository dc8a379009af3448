import { createModelLoader } from "../../protocol/service-models.ts";
import type { CreateService } from "../../service.ts";
import { createInvoker } from "./create-invoker.ts";
import { createScheduleGroup } from "./create-schedule-group.ts";
import { createSchedule } from "./create-schedule.ts";
import { createTables } from "./create-tables.ts";
import { deleteScheduleGroup } from "./delete-schedule-group.ts";
import { deleteSchedule } from "./delete-schedule.ts";
import { getScheduleGroup } from "./get-schedule-group.ts";
import { getSchedule } from "./get-schedule.ts";
import { listScheduleGroups } from "./list-schedule-groups.ts";
import { listSchedules } from "./list-schedules.ts";
import { listTagsForResource } from "./list-tags-for-resource.ts";
import { tagResource } from "./tag-resource.ts";
import { untagResource } from "./untag-resource.ts";
import { updateSchedule } from "./update-schedule.ts";

/** EventBridge Scheduler: schedules that outlast the process, each occurrence invoked as the target's role. */
export const createSchedulerService: CreateService = (cloud) => {
  createTables(cloud);
  const loadModel = createModelLoader();
  const invoker = createInvoker(cloud, loadModel);
  return {
    name: "scheduler",
    operations: {
      CreateSchedule: createSchedule(invoker, loadModel),
      CreateScheduleGroup: createScheduleGroup,
      DeleteSchedule: deleteSchedule,
      DeleteScheduleGroup: deleteScheduleGroup,
      GetSchedule: getSchedule,
      GetScheduleGroup: getScheduleGroup,
      ListScheduleGroups: listScheduleGroups,
      ListSchedules: listSchedules,
      ListTagsForResource: listTagsForResource,
      TagResource: tagResource,
      UntagResource: untagResource,
      UpdateSchedule: updateSchedule(invoker, loadModel),
    },
    resume: invoker.wake,
    close: invoker.close,
  };
};
