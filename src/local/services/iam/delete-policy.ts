import type { DeletePolicyRequest } from "@aws-sdk/client-iam";
import { AwsError } from "../../aws-error.ts";
import { deletePolicy as removePolicy } from "../../iam/role-store.ts";
import type { Operation } from "../../service.ts";
import { attachmentCount } from "./describe-policy.ts";
import { requirePolicy } from "./require-policy.ts";

export const deletePolicy: Operation<DeletePolicyRequest, object> = {
  members: ["PolicyArn"],
  handle({ PolicyArn }, { cloud }) {
    const policy = requirePolicy(cloud, PolicyArn);
    if (attachmentCount(cloud, policy.arn) > 0) {
      throw new AwsError("DeleteConflict", "Cannot delete a policy attached to entities.", 409);
    }
    removePolicy(cloud.db, policy.arn);
    return {};
  },
};
