import type { ListRolePoliciesRequest, ListRolePoliciesResponse } from "@aws-sdk/client-iam";
import type { Operation } from "../../service.ts";
import { requireRole } from "./require-role.ts";

export const listRolePolicies: Operation<ListRolePoliciesRequest, ListRolePoliciesResponse> = {
  members: ["RoleName"],
  handle: ({ RoleName }, { cloud }) => ({
    PolicyNames: Object.keys(requireRole(cloud, RoleName).inlinePolicies),
    IsTruncated: false,
  }),
};
