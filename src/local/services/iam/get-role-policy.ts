import type { GetRolePolicyRequest, GetRolePolicyResponse } from "@aws-sdk/client-iam";
import type { Operation } from "../../service.ts";
import { noSuchEntity, requireRole } from "./require-role.ts";

export const getRolePolicy: Operation<GetRolePolicyRequest, GetRolePolicyResponse> = {
  members: ["RoleName", "PolicyName"],
  handle({ RoleName, PolicyName = "" }, { cloud }) {
    const role = requireRole(cloud, RoleName);
    const document = role.inlinePolicies[PolicyName];
    if (document === undefined) throw noSuchEntity(`The role policy with name ${PolicyName} cannot be found.`);
    return { RoleName: role.roleName, PolicyName, PolicyDocument: encodeURIComponent(document) };
  },
};
