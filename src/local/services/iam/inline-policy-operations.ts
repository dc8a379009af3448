import type {
  DeleteRolePolicyRequest,
  GetRolePolicyRequest,
  GetRolePolicyResponse,
  ListRolePoliciesRequest,
  ListRolePoliciesResponse,
  PutRolePolicyRequest,
} from "@aws-sdk/client-iam";
import { parsePolicyDocument } from "../../iam/policy-document.ts";
import { putRole } from "../../iam/role-store.ts";
import type { Operation } from "../../service.ts";
import { noSuchEntity, requireRole } from "./require-role.ts";

export const putRolePolicy: Operation<PutRolePolicyRequest, object> = {
  members: ["RoleName", "PolicyName", "PolicyDocument"],
  handle({ RoleName, PolicyName = "", PolicyDocument = "" }, { cloud }) {
    const role = requireRole(cloud, RoleName);
    parsePolicyDocument(PolicyDocument);
    putRole(cloud.db, { ...role, inlinePolicies: { ...role.inlinePolicies, [PolicyName]: PolicyDocument } });
    return {};
  },
};

export const getRolePolicy: Operation<GetRolePolicyRequest, GetRolePolicyResponse> = {
  members: ["RoleName", "PolicyName"],
  handle({ RoleName, PolicyName = "" }, { cloud }) {
    const role = requireRole(cloud, RoleName);
    const document = role.inlinePolicies[PolicyName];
    if (document === undefined) throw noSuchEntity(`The role policy with name ${PolicyName} cannot be found.`);
    return { RoleName: role.roleName, PolicyName, PolicyDocument: encodeURIComponent(document) };
  },
};

export const deleteRolePolicy: Operation<DeleteRolePolicyRequest, object> = {
  members: ["RoleName", "PolicyName"],
  handle({ RoleName, PolicyName = "" }, { cloud }) {
    const role = requireRole(cloud, RoleName);
    if (!(PolicyName in role.inlinePolicies)) {
      throw noSuchEntity(`The role policy with name ${PolicyName} cannot be found.`);
    }
    const { [PolicyName]: _removed, ...inlinePolicies } = role.inlinePolicies;
    putRole(cloud.db, { ...role, inlinePolicies });
    return {};
  },
};

export const listRolePolicies: Operation<ListRolePoliciesRequest, ListRolePoliciesResponse> = {
  members: ["RoleName"],
  handle: ({ RoleName }, { cloud }) => ({
    PolicyNames: Object.keys(requireRole(cloud, RoleName).inlinePolicies),
    IsTruncated: false,
  }),
};
