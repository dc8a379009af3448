import type { DetachRolePolicyRequest } from "@aws-sdk/client-iam";
import { putRole } from "../../iam/role-store.ts";
import type { Operation } from "../../service.ts";
import { noSuchEntity, requireRole } from "./require-role.ts";

export const detachRolePolicy: Operation<DetachRolePolicyRequest, object> = {
  members: ["RoleName", "PolicyArn"],
  handle({ RoleName, PolicyArn = "" }, { cloud }) {
    const role = requireRole(cloud, RoleName);
    if (!role.attachedPolicies.includes(PolicyArn)) throw noSuchEntity(`Policy ${PolicyArn} was not found.`);
    putRole(cloud.db, { ...role, attachedPolicies: role.attachedPolicies.filter((arn) => arn !== PolicyArn) });
    return {};
  },
};
