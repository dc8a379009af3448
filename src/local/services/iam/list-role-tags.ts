import type { ListRoleTagsRequest, ListRoleTagsResponse } from "@aws-sdk/client-iam";
import type { Operation } from "../../service.ts";
import { requireRole } from "./require-role.ts";

export const listRoleTags: Operation<ListRoleTagsRequest, ListRoleTagsResponse> = {
  members: ["RoleName"],
  handle: ({ RoleName }, { cloud }) => ({
    Tags: requireRole(cloud, RoleName).tags.map((tag) => ({ ...tag })),
    IsTruncated: false,
  }),
};
