import { AwsError } from "../aws-error.ts";
import type { Authorization, Cloud, Principal } from "../service.ts";
import { isBootstrapRole } from "./bootstrap-roles.ts";
import { evaluatePolicies, type AccessVerdict } from "./evaluate-policies.ts";
import type { RequestContext } from "./match-conditions.ts";
import { policiesOf } from "./policies-of.ts";
import { findRole, roleNameOf } from "./role-store.ts";

/**
 * Decides whether a principal may do all that a call needs: undefined, or the denial in AWS's words.
 *
 * The identity policies of the role decide. `resourcePolicies`, where the owning service gives them, add to them as they
 * do within one account: either side may allow, each may deny.
 */
export function authorize(
  cloud: Cloud,
  principal: Principal,
  authorizations: readonly Authorization[],
  resourcePolicies: readonly string[] = [],
): AwsError | undefined {
  if (principal.kind === "root" || isBootstrapRole(cloud, principal.roleArn)) return undefined;
  const role = findRole(cloud.db, roleNameOf(principal.roleArn));
  const identityPolicies = role ? policiesOf(cloud.db, role) : [];
  const resourceDocuments = resourcePolicies.map((text) => cloud.readPolicy(text));
  const context = contextOf(cloud, principal.roleArn);
  for (const { action, resource, conditions } of authorizations) {
    const request = { action, resource, context: { ...context, ...conditions }, principal: principal.roleArn };
    const byIdentity = evaluatePolicies(identityPolicies, request, cloud.log);
    const byResource = evaluatePolicies(resourceDocuments, request, cloud.log);
    const refuse = (side: "identity" | "resource", verdict: AccessVerdict): AwsError => {
      const error = denial(cloud, principal, { action, resource }, side, verdict);
      cloud.access.denied(roleNameOf(principal.roleArn), { action, resource, reason: error.message });
      return error;
    };
    if (byIdentity.verdict === "explicitly denied") return refuse("identity", byIdentity.verdict);
    if (byResource.verdict === "explicitly denied") return refuse("resource", byResource.verdict);
    if (byIdentity.verdict !== "allowed" && byResource.verdict !== "allowed") return refuse("identity", "not allowed");
    cloud.access.allowed(roleNameOf(principal.roleArn), byIdentity.by, request);
  }
  return undefined;
}

/** What every request is known to be; loopback counts as a secure transport, or every hardened bucket would refuse us. */
function contextOf(cloud: Cloud, roleArn: string): RequestContext {
  return {
    "aws:PrincipalArn": roleArn,
    "aws:PrincipalAccount": cloud.accountId,
    "aws:PrincipalType": "AssumedRole",
    "aws:ResourceAccount": cloud.accountId,
    "aws:RequestedRegion": cloud.region,
    "aws:SecureTransport": "true",
    "aws:ViaAWSService": "false",
  };
}

// How each service says no; the others say AccessDeniedException with 400.
const denials: Readonly<Record<string, { readonly code: string; readonly status: number }>> = {
  s3: { code: "AccessDenied", status: 403 },
  sqs: { code: "AccessDenied", status: 403 },
  sts: { code: "AccessDenied", status: 403 },
  iam: { code: "AccessDenied", status: 403 },
  sns: { code: "AuthorizationErrorException", status: 403 },
  cloudformation: { code: "AccessDenied", status: 403 },
  cloudwatch: { code: "AccessDenied", status: 403 },
  lambda: { code: "AccessDeniedException", status: 403 },
  scheduler: { code: "AccessDeniedException", status: 403 },
};

function denial(
  cloud: Cloud,
  principal: Principal & { readonly kind: "role" },
  { action, resource }: Authorization,
  side: "identity" | "resource",
  verdict: AccessVerdict,
): AwsError {
  const [service = ""] = action.split(":");
  const { code, status } = denials[service] ?? { code: "AccessDeniedException", status: 400 };
  const user = `arn:aws:sts::${cloud.accountId}:assumed-role/${roleNameOf(principal.roleArn)}/${principal.sessionName}`;
  // SNS alone writes its name large.
  const asked = service === "sns" ? action.replace("sns:", "SNS:") : action;
  const reason =
    verdict === "explicitly denied"
      ? `with an explicit deny in ${side === "identity" ? "an identity-based" : "a resource-based"} policy`
      : `because no ${side}-based policy allows the ${asked} action`;
  const quoted = service === "s3" ? `"${resource}"` : resource;
  return new AwsError(
    code,
    `User: ${user} is not authorized to perform: ${asked} on resource: ${quoted} ${reason}`,
    status,
  );
}
