import type { DeleteRolePolicyRequest } from "@aws-sdk/client-iam";
import { putRole } from "../../iam/role-store.ts";
import type { Operation } from "../../service.ts";
import { noSuchEntity, requireRole } from "./require-role.ts";

export const deleteRolePolicy: Operation<DeleteRolePolicyRequest, object> = {
  members: ["RoleName", "PolicyName"],
  handle({ RoleName, PolicyName = "" }, { cloud }) {
    const role = requireRole(cloud, RoleName);
    if (!(PolicyName in role.inlinePolicies)) {
      throw noSuchEntity(`The role policy with name ${PolicyName} cannot be found.`);
    }
    const { [PolicyName]: _removed, ...inlinePolicies } = role.inlinePolicies;
    putRole(cloud.db, { ...role, inlinePolicies });
    return {};
  },
};
