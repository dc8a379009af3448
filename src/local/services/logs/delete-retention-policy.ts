import type { DeleteRetentionPolicyRequest } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../service.ts";
import { requireGroup } from "./require-group.ts";

export const deleteRetentionPolicy: Operation<DeleteRetentionPolicyRequest, object> = {
  members: ["logGroupName"],
  handle({ logGroupName }, { cloud }) {
    const { name } = requireGroup(cloud, logGroupName);
    cloud.db.prepare("UPDATE logs_groups SET retention_days = NULL WHERE name = ?").run(name);
    return {};
  },
};
