import type {
  CreatePolicyRequest,
  CreatePolicyResponse,
  CreatePolicyVersionRequest,
  CreatePolicyVersionResponse,
  DeletePolicyRequest,
  GetPolicyRequest,
  GetPolicyResponse,
  GetPolicyVersionRequest,
  GetPolicyVersionResponse,
  ListPoliciesRequest,
  ListPoliciesResponse,
  Policy,
} from "@aws-sdk/client-iam";
import { AwsError, notImplemented } from "../../aws-error.ts";
import { parsePolicyDocument } from "../../iam/policy-document.ts";
import {
  deletePolicy as removePolicy,
  findPolicy,
  listPolicies as allPolicies,
  listRoles,
  putPolicy,
  type PolicyRecord,
} from "../../iam/role-store.ts";
import type { Cloud, Operation } from "../../service.ts";
import { entityId } from "./entity-id.ts";
import { noSuchEntity } from "./require-role.ts";

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
    return { Policy: describe(cloud, policy) };
  },
};

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

export const getPolicy: Operation<GetPolicyRequest, GetPolicyResponse> = {
  members: ["PolicyArn"],
  handle: ({ PolicyArn }, { cloud }) => ({ Policy: describe(cloud, requirePolicy(cloud, PolicyArn)) }),
};

export const getPolicyVersion: Operation<GetPolicyVersionRequest, GetPolicyVersionResponse> = {
  members: ["PolicyArn", "VersionId"],
  handle({ PolicyArn, VersionId }, { cloud }) {
    const policy = requirePolicy(cloud, PolicyArn);
    if (VersionId !== `v${policy.version}`) {
      throw noSuchEntity(`Policy ${policy.arn} version ${VersionId} does not exist or is not attachable.`);
    }
    return {
      PolicyVersion: {
        Document: encodeURIComponent(policy.document),
        VersionId,
        IsDefaultVersion: true,
        CreateDate: new Date(policy.updatedAt),
      },
    };
  },
};

export const deletePolicy: Operation<DeletePolicyRequest, object> = {
  members: ["PolicyArn"],
  handle({ PolicyArn }, { cloud }) {
    const policy = requirePolicy(cloud, PolicyArn);
    if (attachmentCount(cloud, policy.arn) > 0) {
      throw new AwsError("DeleteConflict", "Cannot delete a policy attached to entities.", 409);
    }
    removePolicy(cloud.db, policy.arn);
    return {};
  },
};

export const listPolicies: Operation<ListPoliciesRequest, ListPoliciesResponse> = {
  members: ["Scope", "PathPrefix"],
  handle({ Scope, PathPrefix = "/" }, { cloud }) {
    if (Scope !== "Local") throw notImplemented("ListPolicies with a Scope other than Local");
    const policies = allPolicies(cloud.db).filter(({ path }) => path.startsWith(PathPrefix));
    return { Policies: policies.map((policy) => describe(cloud, policy)), IsTruncated: false };
  },
};

function requirePolicy(cloud: Cloud, arn: string | undefined): PolicyRecord {
  const policy = findPolicy(cloud.db, arn ?? "");
  if (!policy) throw noSuchEntity(`Policy ${arn ?? ""} was not found.`);
  return policy;
}

function attachmentCount(cloud: Cloud, arn: string): number {
  return listRoles(cloud.db).filter(({ attachedPolicies }) => attachedPolicies.includes(arn)).length;
}

function describe(cloud: Cloud, policy: PolicyRecord): Policy {
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
