import type { JsonObject } from "../json-value.ts";
import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { policyText } from "./policy-text.ts";

interface PolicyProperties {
  readonly PolicyName: string;
  readonly PolicyDocument: JsonObject | string;
  readonly Roles?: readonly string[];
}

export const iamPolicy = defineResourceType<PolicyProperties>({
  name: "AWS::IAM::Policy",
  properties: { PolicyName: "update", PolicyDocument: "update", Roles: "update" },
  required: ["PolicyName", "PolicyDocument", "Roles"],
  attributes: [],
  async create(properties, context) {
    const physicalId = context.physicalName();
    context.exists(physicalId);
    await putOnRoles(properties, context);
    return { physicalId, attributes: {} };
  },
  async update(properties, existing, context) {
    await putOnRoles(properties, context);
    const before = existing.properties;
    const isRenamed = before.PolicyName !== properties.PolicyName;
    const left = (before.Roles ?? []).filter((role) => isRenamed || !properties.Roles?.includes(role));
    await deleteFromRoles({ ...before, Roles: left }, context);
    return existing;
  },
  delete: ({ properties }, context) => deleteFromRoles(properties, context),
});

async function putOnRoles({ PolicyName, PolicyDocument, Roles = [] }: PolicyProperties, { call }: ResourceContext) {
  for (const RoleName of Roles) {
    await call("iam", "PutRolePolicy", { RoleName, PolicyName, PolicyDocument: policyText(PolicyDocument) });
  }
}

async function deleteFromRoles({ PolicyName, Roles = [] }: PolicyProperties, { call }: ResourceContext) {
  for (const RoleName of Roles) await ignoreMissing(call("iam", "DeleteRolePolicy", { RoleName, PolicyName }));
}
