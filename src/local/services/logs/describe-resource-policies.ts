import type {
  DescribeResourcePoliciesRequest,
  DescribeResourcePoliciesResponse,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../service.ts";
import { listResourcePolicies } from "./resource-policies.ts";

/** There are ten at most: one page has them all. */
export const describeResourcePolicies: Operation<DescribeResourcePoliciesRequest, DescribeResourcePoliciesResponse> = {
  members: [],
  handle: (_input, { cloud }) => ({ resourcePolicies: [...listResourcePolicies(cloud)] }),
};
