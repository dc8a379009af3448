import type { PutRolePolicyRequest } from "@aws-sdk/client-iam";
import { parsePolicyDocument } from "../../iam/policy-document.ts";
import { putRole } from "../../iam/role-store.ts";
import type { Operation } from "../../service.ts";
import { requireRole } from "./require-role.ts";

export const putRolePolicy: Operation<PutRolePolicyRequest, object> = {
  members: ["RoleName", "PolicyName", "PolicyDocument"],
  handle({ RoleName, PolicyName = "", PolicyDocument = "" }, { cloud }) {
    const role = requireRole(cloud, RoleName);
    parsePolicyDocument(PolicyDocument);
    putRole(cloud.db, { ...role, inlinePolicies: { ...role.inlinePolicies, [PolicyName]: PolicyDocument } });
    return {};
  },
};
