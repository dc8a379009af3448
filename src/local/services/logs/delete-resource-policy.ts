import type { DeleteResourcePolicyRequest } from "@aws-sdk/client-cloudwatch-logs";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";

export const deleteResourcePolicy: Operation<DeleteResourcePolicyRequest, object> = {
  members: ["policyName"],
  handle({ policyName = "" }, { cloud }) {
    const { changes } = cloud.db.prepare("DELETE FROM logs_resource_policies WHERE name = ?").run(policyName);
    if (changes > 0) return {};
    throw new AwsError("ResourceNotFoundException", `Policy with name [${policyName}] does not exist.`);
  },
};
