import type { CreateRoleRequest, CreateRoleResponse } from "@aws-sdk/client-iam";
import { AwsError } from "../../aws-error.ts";
import { parsePolicyDocument } from "../../iam/policy-document.ts";
import { findRole, putRole } from "../../iam/role-store.ts";
import type { Operation } from "../../service.ts";
import { describeRole } from "./describe-role.ts";
import { entityId } from "./entity-id.ts";
import { tagsOf } from "./tags-of.ts";

export const createRole: Operation<CreateRoleRequest, CreateRoleResponse> = {
  members: ["RoleName", "AssumeRolePolicyDocument", "Path", "Description", "MaxSessionDuration", "Tags"],
  handle(input, { cloud }) {
    const { RoleName = "", AssumeRolePolicyDocument = "", Path = "/", Description, MaxSessionDuration } = input;
    if (!/^[\w+=,.@-]{1,64}$/.test(RoleName)) {
      throw new AwsError(
        "ValidationError",
        `1 validation error detected: Value '${RoleName}' at 'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+ and have length less than or equal to 64`,
      );
    }
    if (findRole(cloud.db, RoleName)) {
      throw new AwsError("EntityAlreadyExists", `Role with name ${RoleName} already exists.`, 409);
    }
    parsePolicyDocument(AssumeRolePolicyDocument);
    const role = {
      roleName: RoleName,
      roleId: entityId(cloud, "AROA"),
      arn: `arn:aws:iam::${cloud.accountId}:role${Path}${RoleName}`,
      path: Path,
      createdAt: cloud.clock.now(),
      trustPolicy: AssumeRolePolicyDocument,
      ...(Description !== undefined && { description: Description }),
      maxSessionDuration: MaxSessionDuration ?? 3600,
      tags: tagsOf(input.Tags),
      inlinePolicies: {},
      attachedPolicies: [],
    };
    putRole(cloud.db, role);
    return { Role: describeRole(role) };
  },
};
