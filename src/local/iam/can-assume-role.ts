import type { Cloud } from "../service.ts";
import { evaluatePolicies } from "./evaluate-policies.ts";
import type { RequestContext } from "./match-conditions.ts";
import { trustPolicyOf } from "./policies-of.ts";
import { findRole, roleNameOf } from "./role-store.ts";

/**
 * Whether the trust policy of a role lets somebody assume it: a service such as `lambda.amazonaws.com`, or an ARN.
 *
 * `source` is the resource on whose behalf a service asks, for trust policies that name it.
 */
export function canAssumeRole(
  cloud: Cloud,
  roleArn: string,
  principal: string,
  source: { readonly sourceArn?: string } = {},
): boolean {
  const role = findRole(cloud.db, roleNameOf(roleArn));
  if (role === undefined || role.arn !== roleArn) return false;
  const context: RequestContext = {
    "aws:SourceAccount": cloud.accountId,
    "aws:PrincipalAccount": cloud.accountId,
    ...(principal.startsWith("arn:") && { "aws:PrincipalArn": principal }),
    ...(source.sourceArn !== undefined && { "aws:SourceArn": source.sourceArn }),
  };
  const request = { action: "sts:AssumeRole", resource: roleArn, context, principal };
  const { verdict, by } = evaluatePolicies([trustPolicyOf(role)], request, cloud.log);
  cloud.access.allowed(role.roleName, by, request);
  return verdict === "allowed";
}
