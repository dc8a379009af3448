import type { PutResourcePolicyRequest, PutResourcePolicyResponse } from "@aws-sdk/client-cloudwatch-logs";
import { AwsError } from "../../aws-error.ts";
import { parsePolicyDocument } from "../../iam/policy-document.ts";
import type { Operation } from "../../service.ts";
import { listResourcePolicies } from "./resource-policies.ts";

// CloudWatch Logs' own limit of policies of an account.
const mostPolicies = 10;

export const putResourcePolicy: Operation<PutResourcePolicyRequest, PutResourcePolicyResponse> = {
  members: ["policyName", "policyDocument"],
  handle({ policyName = "", policyDocument = "" }, { cloud }) {
    checkDocument(policyDocument);
    const others = listResourcePolicies(cloud).filter((policy) => policy.policyName !== policyName);
    if (others.length >= mostPolicies) {
      throw new AwsError("LimitExceededException", "Resource limit exceeded.");
    }
    const lastUpdatedTime = cloud.clock.now();
    cloud.db
      .prepare("INSERT OR REPLACE INTO logs_resource_policies (name, document, updated_at) VALUES (?, ?, ?)")
      .run(policyName, policyDocument, lastUpdatedTime);
    return { resourcePolicy: { policyName, policyDocument, lastUpdatedTime } };
  },
};

function checkDocument(document: string): void {
  try {
    parsePolicyDocument(document);
  } catch {
    throw new AwsError("InvalidParameterException", "The policy document is not valid JSON of a policy");
  }
}
