import type { GetPolicyVersionRequest, GetPolicyVersionResponse } from "@aws-sdk/client-iam";
import type { Operation } from "../../service.ts";
import { noSuchEntity } from "./require-role.ts";
import { requirePolicy } from "./require-policy.ts";

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
