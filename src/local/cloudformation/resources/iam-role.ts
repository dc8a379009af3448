import type { JsonObject } from "../json-value.ts";
import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { policyText } from "./policy-text.ts";
import { tagChanges, type Tag } from "./tag-changes.ts";

interface RoleProperties {
  readonly RoleName?: string;
  readonly Path?: string;
  readonly AssumeRolePolicyDocument: JsonObject | string;
  readonly Description?: string;
  readonly MaxSessionDuration?: number | string;
  readonly ManagedPolicyArns?: readonly string[];
  readonly Policies?: readonly { readonly PolicyName: string; readonly PolicyDocument: JsonObject | string }[];
  readonly Tags?: readonly Tag[];
}

interface RoleOutput {
  readonly Role: { readonly Arn: string; readonly RoleId: string };
}

export const iamRole = defineResourceType<RoleProperties>({
  name: "AWS::IAM::Role",
  properties: {
    RoleName: "replace",
    Path: "replace",
    AssumeRolePolicyDocument: "update",
    Description: "update",
    MaxSessionDuration: "update",
    ManagedPolicyArns: "update",
    "Policies.PolicyName": "update",
    "Policies.PolicyDocument": "update",
    Tags: "update",
  },
  required: ["AssumeRolePolicyDocument"],
  attributes: ["Arn", "RoleId"],
  nameProperty: "RoleName",
  tags: "list",
  async create(properties, context) {
    const RoleName = properties.RoleName ?? context.physicalName({ maxLength: 64 });
    const { Role } = await context.call<RoleOutput>("iam", "CreateRole", {
      RoleName,
      AssumeRolePolicyDocument: policyText(properties.AssumeRolePolicyDocument),
      ...(properties.Path !== undefined && { Path: properties.Path }),
      ...(properties.Description !== undefined && { Description: properties.Description }),
      ...(properties.MaxSessionDuration !== undefined && { MaxSessionDuration: Number(properties.MaxSessionDuration) }),
      ...(properties.Tags && { Tags: properties.Tags }),
    });
    context.exists(RoleName);
    await putPolicies(RoleName, properties, undefined, context);
    return { physicalId: RoleName, attributes: { Arn: Role.Arn, RoleId: Role.RoleId } };
  },
  async update(properties, existing, context) {
    const RoleName = existing.physicalId;
    await context.call("iam", "UpdateRole", {
      RoleName,
      Description: properties.Description ?? "",
      MaxSessionDuration: Number(properties.MaxSessionDuration ?? 3600),
    });
    await context.call("iam", "UpdateAssumeRolePolicy", {
      RoleName,
      PolicyDocument: policyText(properties.AssumeRolePolicyDocument),
    });
    await putPolicies(RoleName, properties, existing.properties, context);
    const { set, removedKeys } = tagChanges(existing.properties.Tags, properties.Tags);
    if (removedKeys.length > 0) await context.call("iam", "UntagRole", { RoleName, TagKeys: removedKeys });
    if (set.length > 0) await context.call("iam", "TagRole", { RoleName, Tags: set });
    return existing;
  },
  async delete({ physicalId: RoleName, properties }, { call }) {
    for (const { PolicyName } of properties.Policies ?? []) {
      await ignoreMissing(call("iam", "DeleteRolePolicy", { RoleName, PolicyName }));
    }
    for (const PolicyArn of properties.ManagedPolicyArns ?? []) {
      await ignoreMissing(call("iam", "DetachRolePolicy", { RoleName, PolicyArn }));
    }
    await ignoreMissing(call("iam", "DeleteRole", { RoleName }));
  },
});

async function putPolicies(
  RoleName: string,
  wanted: RoleProperties,
  previous: RoleProperties | undefined,
  { call }: ResourceContext,
): Promise<void> {
  const policies = wanted.Policies ?? [];
  const managed = wanted.ManagedPolicyArns ?? [];
  for (const { PolicyName, PolicyDocument } of policies) {
    await call("iam", "PutRolePolicy", { RoleName, PolicyName, PolicyDocument: policyText(PolicyDocument) });
  }
  for (const PolicyArn of managed) await call("iam", "AttachRolePolicy", { RoleName, PolicyArn });
  for (const { PolicyName } of previous?.Policies ?? []) {
    if (policies.some((policy) => policy.PolicyName === PolicyName)) continue;
    await ignoreMissing(call("iam", "DeleteRolePolicy", { RoleName, PolicyName }));
  }
  for (const PolicyArn of previous?.ManagedPolicyArns ?? []) {
    if (!managed.includes(PolicyArn)) await ignoreMissing(call("iam", "DetachRolePolicy", { RoleName, PolicyArn }));
  }
}
