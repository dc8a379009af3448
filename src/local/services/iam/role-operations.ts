import type {
  DeleteRoleRequest,
  GetRoleRequest,
  GetRoleResponse,
  ListRolesRequest,
  ListRolesResponse,
  ListRoleTagsRequest,
  ListRoleTagsResponse,
  TagRoleRequest,
  UntagRoleRequest,
  UpdateAssumeRolePolicyRequest,
  UpdateRoleRequest,
  UpdateRoleResponse,
} from "@aws-sdk/client-iam";
import { AwsError } from "../../aws-error.ts";
import { parsePolicyDocument } from "../../iam/policy-document.ts";
import { deleteRole as removeRole, listRoles as allRoles, putRole } from "../../iam/role-store.ts";
import type { Operation } from "../../service.ts";
import { describeRole } from "./describe-role.ts";
import { requireRole } from "./require-role.ts";
import { tagsOf } from "./tags-of.ts";

// Each of these only reads or changes one field of a role.

export const getRole: Operation<GetRoleRequest, GetRoleResponse> = {
  members: ["RoleName"],
  handle: ({ RoleName }, { cloud }) => ({ Role: describeRole(requireRole(cloud, RoleName)) }),
};

export const listRoles: Operation<ListRolesRequest, ListRolesResponse> = {
  members: ["PathPrefix"],
  handle: ({ PathPrefix = "/" }, { cloud }) => ({
    Roles: allRoles(cloud.db)
      .filter(({ path }) => path.startsWith(PathPrefix))
      .map(describeRole),
    IsTruncated: false,
  }),
};

export const updateRole: Operation<UpdateRoleRequest, UpdateRoleResponse> = {
  members: ["RoleName", "Description", "MaxSessionDuration"],
  handle({ RoleName, Description, MaxSessionDuration }, { cloud }) {
    const role = requireRole(cloud, RoleName);
    putRole(cloud.db, {
      ...role,
      ...(Description !== undefined && { description: Description }),
      ...(MaxSessionDuration !== undefined && { maxSessionDuration: MaxSessionDuration }),
    });
    return {};
  },
};

export const updateAssumeRolePolicy: Operation<UpdateAssumeRolePolicyRequest, object> = {
  members: ["RoleName", "PolicyDocument"],
  handle({ RoleName, PolicyDocument = "" }, { cloud }) {
    const role = requireRole(cloud, RoleName);
    parsePolicyDocument(PolicyDocument);
    putRole(cloud.db, { ...role, trustPolicy: PolicyDocument });
    return {};
  },
};

export const deleteRole: Operation<DeleteRoleRequest, object> = {
  members: ["RoleName"],
  handle({ RoleName }, { cloud }) {
    const role = requireRole(cloud, RoleName);
    if (Object.keys(role.inlinePolicies).length > 0) {
      throw new AwsError("DeleteConflict", "Cannot delete entity, must delete policies first.", 409);
    }
    if (role.attachedPolicies.length > 0) {
      throw new AwsError("DeleteConflict", "Cannot delete entity, must detach all policies first.", 409);
    }
    removeRole(cloud.db, role.roleName);
    return {};
  },
};

export const tagRole: Operation<TagRoleRequest, object> = {
  members: ["RoleName", "Tags"],
  handle({ RoleName, Tags }, { cloud }) {
    const role = requireRole(cloud, RoleName);
    const given = tagsOf(Tags);
    const kept = role.tags.filter(({ Key }) => !given.some((tag) => tag.Key === Key));
    putRole(cloud.db, { ...role, tags: [...kept, ...given] });
    return {};
  },
};

export const untagRole: Operation<UntagRoleRequest, object> = {
  members: ["RoleName", "TagKeys"],
  handle({ RoleName, TagKeys = [] }, { cloud }) {
    const role = requireRole(cloud, RoleName);
    putRole(cloud.db, { ...role, tags: role.tags.filter(({ Key }) => !TagKeys.includes(Key)) });
    return {};
  },
};

export const listRoleTags: Operation<ListRoleTagsRequest, ListRoleTagsResponse> = {
  members: ["RoleName"],
  handle: ({ RoleName }, { cloud }) => ({
    Tags: requireRole(cloud, RoleName).tags.map((tag) => ({ ...tag })),
    IsTruncated: false,
  }),
};
