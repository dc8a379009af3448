import type { CreatePolicyRequest, CreatePolicyResponse } from "@aws-sdk/client-iam";
import { AwsError } from "../../aws-error.ts";
import { parsePolicyDocument } from "../../iam/policy-document.ts";
import { findPolicy, putPolicy, type PolicyRecord } from "../../iam/role-store.ts";
import type { Operation } from "../../service.ts";
import { entityId } from "./entity-id.ts";
import { describePolicy } from "./describe-policy.ts";

export const createPolicy: Operation<CreatePolicyRequest, CreatePolicyResponse> = {
  members: ["PolicyName", "PolicyDocument", "Path", "Description"],
  handle({ PolicyName = "", PolicyDocument = "", Path = "/", Description }, { cloud }) {
    const arn = `arn:aws:iam::${cloud.accountId}:policy${Path}${PolicyName}`;
    if (findPolicy(cloud.db, arn)) {
      throw new AwsError(
        "EntityAlreadyExists",
        `A policy called ${PolicyName} already exists. Duplicate names are not allowed.`,
        409,
      );
    }
    parsePolicyDocument(PolicyDocument);
    const policy: PolicyRecord = {
      arn,
      policyName: PolicyName,
      policyId: entityId(cloud, "ANPA"),
      path: Path,
      createdAt: cloud.clock.now(),
      updatedAt: cloud.clock.now(),
      ...(Description !== undefined && { description: Description }),
      document: PolicyDocument,
      version: 1,
    };
    putPolicy(cloud.db, policy);
    return { Policy: describePolicy(cloud, policy) };
  },
};
