import type { TagRoleRequest } from "@aws-sdk/client-iam";
import { putRole } from "../../iam/role-store.ts";
import type { Operation } from "../../service.ts";
import { requireRole } from "./require-role.ts";
import { tagsOf } from "./tags-of.ts";

export const tagRole: Operation<TagRoleRequest, object> = {
  members: ["RoleName", "Tags"],
  handle({ RoleName, Tags }, { cloud }) {
    const role = requireRole(cloud, RoleName);
    const given = tagsOf(Tags);
    const kept = role.tags.filter(({ Key }) => !given.some((tag) => tag.Key === Key));
    putRole(cloud.db, { ...role, tags: [...kept, ...given] });
    return {};
  },
};
