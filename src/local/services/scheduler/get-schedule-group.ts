import type { Operation } from "../../service.ts";
import { describeGroup, getGroup, groupAuthorization } from "./group-store.ts";

export const getScheduleGroup: Operation<{ readonly Name?: string }, object> = {
  members: ["Name"],
  authorize: groupAuthorization("GetScheduleGroup"),
  handle: ({ Name }, { cloud }) => describeGroup(cloud, getGroup(cloud, Name)),
};
