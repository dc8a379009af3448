import type { JsonObject } from "../json-value.ts";
import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { policyText } from "./policy-text.ts";

interface ManagedPolicyProperties {
  readonly ManagedPolicyName?: string;
  readonly PolicyDocument: JsonObject | string;
  readonly Description?: string;
  readonly Path?: string;
  readonly Roles?: readonly string[];
}

export const iamManagedPolicy = defineResourceType<ManagedPolicyProperties>({
  name: "AWS::IAM::ManagedPolicy",
  properties: {
    ManagedPolicyName: "replace",
    PolicyDocument: "update",
    Description: "replace",
    Path: "replace",
    Roles: "update",
  },
  required: ["PolicyDocument"],
  attributes: ["PolicyArn"],
  nameProperty: "ManagedPolicyName",
  async create(properties, context) {
    const { Policy } = await context.call<{ readonly Policy: { readonly Arn: string } }>("iam", "CreatePolicy", {
      PolicyName: properties.ManagedPolicyName ?? context.physicalName({ maxLength: 128 }),
      PolicyDocument: policyText(properties.PolicyDocument),
      ...(properties.Description !== undefined && { Description: properties.Description }),
      ...(properties.Path !== undefined && { Path: properties.Path }),
    });
    context.exists(Policy.Arn);
    await attach(Policy.Arn, properties.Roles, context);
    return { physicalId: Policy.Arn, attributes: { PolicyArn: Policy.Arn } };
  },
  async update(properties, existing, context) {
    const PolicyArn = existing.physicalId;
    await context.call("iam", "CreatePolicyVersion", {
      PolicyArn,
      PolicyDocument: policyText(properties.PolicyDocument),
      SetAsDefault: true,
    });
    await attach(PolicyArn, properties.Roles, context);
    const left = (existing.properties.Roles ?? []).filter((role) => !properties.Roles?.includes(role));
    await detach(PolicyArn, left, context);
    return existing;
  },
  async delete({ physicalId, properties }, context) {
    await detach(physicalId, properties.Roles, context);
    await ignoreMissing(context.call("iam", "DeletePolicy", { PolicyArn: physicalId }));
  },
});

async function attach(PolicyArn: string, roles: readonly string[] = [], { call }: ResourceContext): Promise<void> {
  for (const RoleName of roles) await call("iam", "AttachRolePolicy", { RoleName, PolicyArn });
}

async function detach(PolicyArn: string, roles: readonly string[] = [], { call }: ResourceContext): Promise<void> {
  for (const RoleName of roles) await ignoreMissing(call("iam", "DetachRolePolicy", { RoleName, PolicyArn }));
}
