import type { Operation } from "../../service.ts";
import { invalid } from "./constraints.ts";
import { defaultGroup, getGroup, groupArn, groupAuthorization } from "./group-store.ts";

interface DeleteScheduleGroupRequest {
  readonly Name?: string;
  readonly ClientToken?: string;
}

/** Its schedules go with it: at once here, while AWS takes its time. */
export const deleteScheduleGroup: Operation<DeleteScheduleGroupRequest, object> = {
  members: ["Name", "ClientToken"],
  authorize: groupAuthorization("DeleteScheduleGroup"),
  handle({ Name }, { cloud }) {
    const { name } = getGroup(cloud, Name);
    if (name === defaultGroup) throw invalid("The default schedule group cannot be deleted.");
    cloud.db.prepare("DELETE FROM scheduler_groups WHERE name = ?").run(name);
    cloud.notify("schedule", groupArn(cloud, name));
    return {};
  },
};
