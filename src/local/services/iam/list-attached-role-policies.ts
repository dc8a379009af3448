import type { ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse } from "@aws-sdk/client-iam";
import type { Operation } from "../../service.ts";
import { requireRole } from "./require-role.ts";

export const listAttachedRolePolicies: Operation<ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse> = {
  members: ["RoleName"],
  handle: ({ RoleName }, { cloud }) => ({
    AttachedPolicies: requireRole(cloud, RoleName).attachedPolicies.map((arn) => ({
      PolicyName: arn.slice(arn.lastIndexOf("/") + 1),
      PolicyArn: arn,
    })),
    IsTruncated: false,
  }),
};
