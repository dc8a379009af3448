import type { AttachRolePolicyRequest } from "@aws-sdk/client-iam";
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
