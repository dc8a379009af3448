import type { GetRoleRequest, GetRoleResponse } from "@aws-sdk/client-iam";
import type { Operation } from "../../service.ts";
import { describeRole } from "./describe-role.ts";
import { requireRole } from "./require-role.ts";

export const getRole: Operation<GetRoleRequest, GetRoleResponse> = {
  members: ["RoleName"],
  handle: ({ RoleName }, { cloud }) => ({ Role: describeRole(requireRole(cloud, RoleName)) }),
};
