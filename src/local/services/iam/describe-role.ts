import type { Role } from "@aws-sdk/client-iam";
import type { RoleRecord } from "../../iam/role-store.ts";

/** A role as the API tells it: its trust policy goes over the wire URL-encoded. */
export function describeRole(role: RoleRecord): Role {
  return {
    Path: role.path,
    RoleName: role.roleName,
    RoleId: role.roleId,
    Arn: role.arn,
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: encodeURIComponent(role.trustPolicy),
    ...(role.description !== undefined && { Description: role.description }),
    MaxSessionDuration: role.maxSessionDuration,
    ...(role.tags.length > 0 && { Tags: role.tags.map((tag) => ({ ...tag })) }),
  };
}
