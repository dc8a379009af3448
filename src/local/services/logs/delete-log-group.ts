import type { DeleteLogGroupRequest } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../service.ts";
import { deleteMetricFilterRows } from "./metric-filter-store.ts";
import { requireGroup } from "./require-group.ts";

export const deleteLogGroup: Operation<DeleteLogGroupRequest, object> = {
  members: ["logGroupName"],
  handle({ logGroupName }, { cloud }) {
    const { name } = requireGroup(cloud, logGroupName);
    cloud.db.prepare("DELETE FROM logs_events WHERE group_name = ?").run(name);
    cloud.db.prepare("DELETE FROM logs_streams WHERE group_name = ?").run(name);
    deleteMetricFilterRows(cloud.db, name);
    cloud.db.prepare("DELETE FROM logs_groups WHERE name = ?").run(name);
    return {};
  },
};
