import type { CreatePolicyVersionRequest, CreatePolicyVersionResponse } from "@aws-sdk/client-iam";
import { notImplemented } from "../../aws-error.ts";
import { parsePolicyDocument } from "../../iam/policy-document.ts";
import { putPolicy } from "../../iam/role-store.ts";
import type { Operation } from "../../service.ts";
import { requirePolicy } from "./require-policy.ts";

export const createPolicyVersion: Operation<CreatePolicyVersionRequest, CreatePolicyVersionResponse> = {
  members: ["PolicyArn", "PolicyDocument", "SetAsDefault"],
  handle({ PolicyArn, PolicyDocument = "", SetAsDefault }, { cloud }) {
    if (!SetAsDefault) throw notImplemented("CreatePolicyVersion without SetAsDefault");
    const policy = requirePolicy(cloud, PolicyArn);
    parsePolicyDocument(PolicyDocument);
    const version = policy.version + 1;
    putPolicy(cloud.db, { ...policy, document: PolicyDocument, version, updatedAt: cloud.clock.now() });
    return {
      PolicyVersion: { VersionId: `v${version}`, IsDefaultVersion: true, CreateDate: new Date(cloud.clock.now()) },
    };
  },
};
