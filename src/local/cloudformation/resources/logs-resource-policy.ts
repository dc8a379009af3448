import type { JsonObject } from "../json-value.ts";
import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { policyText } from "./policy-text.ts";

interface PolicyProperties {
  readonly PolicyName: string;
  readonly PolicyDocument: JsonObject | string;
}

export const logsResourcePolicy = defineResourceType<PolicyProperties>({
  name: "AWS::Logs::ResourcePolicy",
  properties: { PolicyName: "replace", PolicyDocument: "update" },
  required: ["PolicyName", "PolicyDocument"],
  attributes: [],
  nameProperty: "PolicyName",
  create: put,
  update: (properties, _existing, context) => put(properties, context),
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("logs", "DeleteResourcePolicy", { policyName: physicalId }));
  },
});

async function put({ PolicyName, PolicyDocument }: PolicyProperties, { call }: ResourceContext) {
  const input = { policyName: PolicyName, policyDocument: policyText(PolicyDocument) };
  await call("logs", "PutResourcePolicy", input);
  return { physicalId: PolicyName, attributes: {} };
}
