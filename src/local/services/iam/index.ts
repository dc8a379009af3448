import { authorized } from "../../iam/authorized.ts";
import { createIamTables } from "../../iam/role-store.ts";
import type { Cloud, Service } from "../../service.ts";
import { attachRolePolicy } from "./attach-role-policy.ts";
import { createPolicy } from "./create-policy.ts";
import { createPolicyVersion } from "./create-policy-version.ts";
import { createRole } from "./create-role.ts";
import { deletePolicy } from "./delete-policy.ts";
import { deleteRole } from "./delete-role.ts";
import { deleteRolePolicy } from "./delete-role-policy.ts";
import { detachRolePolicy } from "./detach-role-policy.ts";
import { getPolicy } from "./get-policy.ts";
import { getPolicyVersion } from "./get-policy-version.ts";
import { getRole } from "./get-role.ts";
import { getRolePolicy } from "./get-role-policy.ts";
import { listAttachedRolePolicies } from "./list-attached-role-policies.ts";
import { listPolicies } from "./list-policies.ts";
import { listRolePolicies } from "./list-role-policies.ts";
import { listRoleTags } from "./list-role-tags.ts";
import { listRoles } from "./list-roles.ts";
import { putRolePolicy } from "./put-role-policy.ts";
import { tagRole } from "./tag-role.ts";
import { untagRole } from "./untag-role.ts";
import { updateAssumeRolePolicy } from "./update-assume-role-policy.ts";
import { updateRole } from "./update-role.ts";

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
