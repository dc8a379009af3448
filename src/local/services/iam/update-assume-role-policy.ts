import type { UpdateAssumeRolePolicyRequest } from "@aws-sdk/client-iam";
import { parsePolicyDocument } from "../../iam/policy-document.ts";
import { putRole } from "../../iam/role-store.ts";
import type { Operation } from "../../service.ts";
import { requireRole } from "./require-role.ts";

export const updateAssumeRolePolicy: Operation<UpdateAssumeRolePolicyRequest, object> = {
  members: ["RoleName", "PolicyDocument"],
  handle({ RoleName, PolicyDocument = "" }, { cloud }) {
    const role = requireRole(cloud, RoleName);
    parsePolicyDocument(PolicyDocument);
    putRole(cloud.db, { ...role, trustPolicy: PolicyDocument });
    return {};
  },
};
