import type { JsonObject, JsonValue } from "../json-value.ts";
import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { isTrue } from "./is-true.ts";
import { policyText } from "./policy-text.ts";

interface SecretPolicyProperties {
  readonly SecretId: string;
  readonly ResourcePolicy: JsonObject | string;
  readonly BlockPublicPolicy?: JsonValue;
}

export const secretsManagerResourcePolicy = defineResourceType<SecretPolicyProperties>({
  name: "AWS::SecretsManager::ResourcePolicy",
  properties: { SecretId: "replace", ResourcePolicy: "update", BlockPublicPolicy: "update" },
  required: ["SecretId", "ResourcePolicy"],
  attributes: ["Id"],
  create: put,
  update: (properties, _existing, context) => put(properties, context),
  async delete({ properties }, { call }) {
    await ignoreMissing(call("secretsmanager", "DeleteResourcePolicy", { SecretId: properties.SecretId }));
  },
});

async function put({ SecretId, ResourcePolicy, BlockPublicPolicy }: SecretPolicyProperties, { call }: ResourceContext) {
  const { ARN } = await call<{ readonly ARN: string }>("secretsmanager", "PutResourcePolicy", {
    SecretId,
    ResourcePolicy: policyText(ResourcePolicy),
    ...(BlockPublicPolicy !== undefined && { BlockPublicPolicy: isTrue(BlockPublicPolicy) }),
  });
  return { physicalId: ARN, attributes: { Id: ARN } };
}
