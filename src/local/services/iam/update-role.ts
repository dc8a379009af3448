import type { UpdateRoleRequest, UpdateRoleResponse } from "@aws-sdk/client-iam";
import { putRole } from "../../iam/role-store.ts";
import type { Operation } from "../../service.ts";
import { requireRole } from "./require-role.ts";

export const updateRole: Operation<UpdateRoleRequest, UpdateRoleResponse> = {
  members: ["RoleName", "Description", "MaxSessionDuration"],
  handle({ RoleName, Description, MaxSessionDuration }, { cloud }) {
    const role = requireRole(cloud, RoleName);
    putRole(cloud.db, {
      ...role,
      ...(Description !== undefined && { description: Description }),
      ...(MaxSessionDuration !== undefined && { maxSessionDuration: MaxSessionDuration }),
    });
    return {};
  },
};
