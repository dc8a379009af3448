import type { AwsError } from "./aws-error.ts";
import type { Authorization, Cloud, Principal } from "./service.ts";
import { isBootstrapRole } from "./services/sts/index.ts";

/** Decides whether a principal may do what a call needs; undefined means it may. */
export function authorizeCall(
  cloud: Cloud,
  principal: Principal,
  _authorizations: readonly Authorization[],
): AwsError | undefined {
  if (principal.kind === "root" || isBootstrapRole(cloud, principal.roleArn)) return undefined;
  return undefined;
}
