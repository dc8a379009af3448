import type { ListPoliciesRequest, ListPoliciesResponse } from "@aws-sdk/client-iam";
import { notImplemented } from "../../aws-error.ts";
import { listPolicies as allPolicies } from "../../iam/role-store.ts";
import type { Operation } from "../../service.ts";
import { describePolicy } from "./describe-policy.ts";

export const listPolicies: Operation<ListPoliciesRequest, ListPoliciesResponse> = {
  members: ["Scope", "PathPrefix"],
  handle({ Scope, PathPrefix = "/" }, { cloud }) {
    if (Scope !== "Local") throw notImplemented("ListPolicies with a Scope other than Local");
    const policies = allPolicies(cloud.db).filter(({ path }) => path.startsWith(PathPrefix));
    return { Policies: policies.map((policy) => describePolicy(cloud, policy)), IsTruncated: false };
  },
};
