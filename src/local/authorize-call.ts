import type { AwsError } from "./aws-error.ts";
import { authorize } from "./iam/authorize.ts";
import type { Authorization, Cloud, Principal } from "./service.ts";
import { isBootstrapRole } from "./services/sts/bootstrap-roles.ts";

/** Decides whether a principal may do what a call needs; undefined means it may. */
export function authorizeCall(
  cloud: Cloud,
  principal: Principal,
  authorizations: readonly Authorization[],
  resourcePolicies: readonly string[] = [],
): AwsError | undefined {
  if (principal.kind === "root" || isBootstrapRole(cloud, principal.roleArn)) return undefined;
  return authorize(cloud, principal, authorizations, resourcePolicies);
}
