import type { Cloud, Principal } from "../../service.ts";

/** A caller's ARN as `GetCallerIdentity` and messages of denial write it. */
export function principalArn(cloud: Cloud, principal: Principal): string {
  if (principal.kind === "root") return `arn:aws:iam::${cloud.accountId}:root`;
  return `arn:aws:sts::${cloud.accountId}:assumed-role/${roleNameOf(principal.roleArn)}/${principal.sessionName}`;
}

/** The name at the end of a role's ARN; its path does not count. */
export function roleNameOf(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf("/") + 1);
}
