import type { GetPolicyRequest, GetPolicyResponse } from "@aws-sdk/client-iam";
import type { Operation } from "../../service.ts";
import { describePolicy } from "./describe-policy.ts";
import { requirePolicy } from "./require-policy.ts";

export const getPolicy: Operation<GetPolicyRequest, GetPolicyResponse> = {
  members: ["PolicyArn"],
  handle: ({ PolicyArn }, { cloud }) => ({ Policy: describePolicy(cloud, requirePolicy(cloud, PolicyArn)) }),
};
