import type { CreateService } from "../../service.ts";
import { assumeRole } from "./assume-role.ts";
import { getCallerIdentity } from "./get-caller-identity.ts";
import { createSessionTable } from "./role-sessions.ts";

export { principalArn, roleNameOf } from "./principal-arn.ts";
export { issueRoleCredentials, resolvePrincipal, secretAccessKeyOf } from "./role-sessions.ts";
export type { RoleCredentials, RoleSession } from "./role-sessions.ts";

/** Security Token Service: who calls, and credentials for roles. */
export const createStsService: CreateService = (cloud) => {
  createSessionTable(cloud);
  return {
    name: "sts",
    operations: { GetCallerIdentity: getCallerIdentity, AssumeRole: assumeRole },
  };
};
