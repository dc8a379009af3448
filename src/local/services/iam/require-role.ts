import { AwsError } from "../../aws-error.ts";
import { findRole, type RoleRecord } from "../../iam/role-store.ts";
import type { Cloud } from "../../service.ts";

/** The role that a request names. */
export function requireRole(cloud: Cloud, roleName: string | undefined): RoleRecord {
  const role = findRole(cloud.db, roleName ?? "");
  if (!role) throw noSuchEntity(`The role with name ${roleName ?? ""} cannot be found.`);
  return role;
}

export function noSuchEntity(message: string): AwsError {
  return new AwsError("NoSuchEntity", message, 404);
}
