import type { PutRetentionPolicyRequest } from "@aws-sdk/client-cloudwatch-logs";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { expireEvents } from "./log-store.ts";
import { requireGroup } from "./require-group.ts";

const allowedDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const putRetentionPolicy: Operation<PutRetentionPolicyRequest, object> = {
  members: ["logGroupName", "retentionInDays"],
  handle({ logGroupName, retentionInDays = 0 }, { cloud }) {
    const { name } = requireGroup(cloud, logGroupName);
    if (!allowedDays.includes(retentionInDays)) {
      throw new AwsError(
        "InvalidParameterException",
        `1 validation error detected: Value '${retentionInDays}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${allowedDays.join(", ")}]`,
      );
    }
    cloud.db.prepare("UPDATE logs_groups SET retention_days = ? WHERE name = ?").run(retentionInDays, name);
    expireEvents(cloud.db, cloud.clock.now());
    return {};
  },
};
