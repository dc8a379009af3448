import type { ListRolesRequest, ListRolesResponse } from "@aws-sdk/client-iam";
import { listRoles as allRoles } from "../../iam/role-store.ts";
import type { Operation } from "../../service.ts";
import { describeRole } from "./describe-role.ts";

export const listRoles: Operation<ListRolesRequest, ListRolesResponse> = {
  members: ["PathPrefix"],
  handle: ({ PathPrefix = "/" }, { cloud }) => ({
    Roles: allRoles(cloud.db)
      .filter(({ path }) => path.startsWith(PathPrefix))
      .map(describeRole),
    IsTruncated: false,
  }),
};
