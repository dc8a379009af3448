import { authorized } from "../../iam/authorized.ts";
import { createIamTables } from "../../iam/role-store.ts";
import type { Cloud, Service } from "../../service.ts";
import { attachRolePolicy, detachRolePolicy, listAttachedRolePolicies } from "./attached-policy-operations.ts";
import { createRole } from "./create-role.ts";
import { deleteRolePolicy, getRolePolicy, listRolePolicies, putRolePolicy } from "./inline-policy-operations.ts";
import {
  createPolicy,
  createPolicyVersion,
  deletePolicy,
  getPolicy,
  getPolicyVersion,
  listPolicies,
} from "./managed-policy-operations.ts";
import {
  deleteRole,
  getRole,
  listRoles,
  listRoleTags,
  tagRole,
  untagRole,
  updateAssumeRolePolicy,
  updateRole,
} from "./role-operations.ts";

/** Roles and their policies; who may do what is decided in `src/local/iam`. */
export function createIamService(cloud: Cloud): Service {
  createIamTables(cloud.db);
  const operations = {
    AttachRolePolicy: attachRolePolicy,
    CreatePolicy: createPolicy,
    CreatePolicyVersion: createPolicyVersion,
    CreateRole: createRole,
    DeletePolicy: deletePolicy,
    DeleteRole: deleteRole,
    DeleteRolePolicy: deleteRolePolicy,
    DetachRolePolicy: detachRolePolicy,
    GetPolicy: getPolicy,
    GetPolicyVersion: getPolicyVersion,
    GetRole: getRole,
    GetRolePolicy: getRolePolicy,
    ListAttachedRolePolicies: listAttachedRolePolicies,
    ListPolicies: listPolicies,
    ListRolePolicies: listRolePolicies,
    ListRoleTags: listRoleTags,
    ListRoles: listRoles,
    PutRolePolicy: putRolePolicy,
    TagRole: tagRole,
    UntagRole: untagRole,
    UpdateAssumeRolePolicy: updateAssumeRolePolicy,
    UpdateRole: updateRole,
  };
  return {
    name: "iam",
    operations: authorized("iam", operations, ({ RoleName, PolicyArn }) =>
      typeof PolicyArn === "string" && RoleName === undefined
        ? PolicyArn
        : typeof RoleName === "string"
          ? `arn:aws:iam::${cloud.accountId}:role/${RoleName}`
          : "*",
    ),
  };
}
