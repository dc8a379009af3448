import type { DeleteRoleRequest } from "@aws-sdk/client-iam";
import { AwsError } from "../../aws-error.ts";
import { deleteRole as removeRole } from "../../iam/role-store.ts";
import type { Operation } from "../../service.ts";
import { requireRole } from "./require-role.ts";

export const deleteRole: Operation<DeleteRoleRequest, object> = {
  members: ["RoleName"],
  handle({ RoleName }, { cloud }) {
    const role = requireRole(cloud, RoleName);
    if (Object.keys(role.inlinePolicies).length > 0) {
      throw new AwsError("DeleteConflict", "Cannot delete entity, must delete policies first.", 409);
    }
    if (role.attachedPolicies.length > 0) {
      throw new AwsError("DeleteConflict", "Cannot delete entity, must detach all policies first.", 409);
    }
    removeRole(cloud.db, role.roleName);
    return {};
  },
};
