import type {
  AttachRolePolicyRequest,
  DetachRolePolicyRequest,
  ListAttachedRolePoliciesRequest,
  ListAttachedRolePoliciesResponse,
} from "@aws-sdk/client-iam";
import { notImplemented } from "../../aws-error.ts";
import { awsManagedPolicy } from "../../iam/aws-managed-policies.ts";
import { findPolicy, putRole } from "../../iam/role-store.ts";
import type { Operation } from "../../service.ts";
import { noSuchEntity, requireRole } from "./require-role.ts";

export const attachRolePolicy: Operation<AttachRolePolicyRequest, object> = {
  members: ["RoleName", "PolicyArn"],
  handle({ RoleName, PolicyArn = "" }, { cloud }) {
    const role = requireRole(cloud, RoleName);
    if (PolicyArn.startsWith("arn:aws:iam::aws:")) {
      // AWS has a thousand of these; an unknown one must not silently grant nothing.
      if (awsManagedPolicy(PolicyArn) === undefined) throw notImplemented(`the AWS managed policy ${PolicyArn}`);
    } else if (!findPolicy(cloud.db, PolicyArn)) {
      throw noSuchEntity(`Policy ${PolicyArn} does not exist or is not attachable.`);
    }
    if (!role.attachedPolicies.includes(PolicyArn)) {
      putRole(cloud.db, { ...role, attachedPolicies: [...role.attachedPolicies, PolicyArn] });
    }
    return {};
  },
};

export const detachRolePolicy: Operation<DetachRolePolicyRequest, object> = {
  members: ["RoleName", "PolicyArn"],
  handle({ RoleName, PolicyArn = "" }, { cloud }) {
    const role = requireRole(cloud, RoleName);
    if (!role.attachedPolicies.includes(PolicyArn)) throw noSuchEntity(`Policy ${PolicyArn} was not found.`);
    putRole(cloud.db, { ...role, attachedPolicies: role.attachedPolicies.filter((arn) => arn !== PolicyArn) });
    return {};
  },
};

export const listAttachedRolePolicies: Operation<ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse> = {
  members: ["RoleName"],
  handle: ({ RoleName }, { cloud }) => ({
    AttachedPolicies: requireRole(cloud, RoleName).attachedPolicies.map((arn) => ({
      PolicyName: arn.slice(arn.lastIndexOf("/") + 1),
      PolicyArn: arn,
    })),
    IsTruncated: false,
  }),
};
