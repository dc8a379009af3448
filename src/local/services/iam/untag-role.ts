import type { UntagRoleRequest } from "@aws-sdk/client-iam";
import { putRole } from "../../iam/role-store.ts";
import type { Operation } from "../../service.ts";
import { requireRole } from "./require-role.ts";

export const untagRole: Operation<UntagRoleRequest, object> = {
  members: ["RoleName", "TagKeys"],
  handle({ RoleName, TagKeys = [] }, { cloud }) {
    const role = requireRole(cloud, RoleName);
    putRole(cloud.db, { ...role, tags: role.tags.filter(({ Key }) => !TagKeys.includes(Key)) });
    return {};
  },
};
