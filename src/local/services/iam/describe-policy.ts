import type { Policy } from "@aws-sdk/client-iam";
import { listRoles, type PolicyRecord } from "../../iam/role-store.ts";
import type { Cloud } from "../../service.ts";

/** How many roles a policy is attached to. */
export function attachmentCount(cloud: Cloud, arn: string): number {
  return listRoles(cloud.db).filter(({ attachedPolicies }) => attachedPolicies.includes(arn)).length;
}

/** A customer-managed policy as the API tells it. */
export function describePolicy(cloud: Cloud, policy: PolicyRecord): Policy {
  return {
    PolicyName: policy.policyName,
    PolicyId: policy.policyId,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: `v${policy.version}`,
    AttachmentCount: attachmentCount(cloud, policy.arn),
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    ...(policy.description !== undefined && { Description: policy.description }),
    CreateDate: new Date(policy.createdAt),
    UpdateDate: new Date(policy.updatedAt),
  };
}
