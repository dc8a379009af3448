import type { JsonObject } from "../json-value.ts";
import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { policyOfSeveral } from "./policy-of-several.ts";
import { policyText } from "./policy-text.ts";

interface TopicInlinePolicyProperties {
  readonly TopicArn: string;
  readonly PolicyDocument: JsonObject | string;
}

export const snsTopicPolicy = policyOfSeveral({ name: "AWS::SNS::TopicPolicy", member: "Topics", setPolicy });

export const snsTopicInlinePolicy = defineResourceType<TopicInlinePolicyProperties>({
  name: "AWS::SNS::TopicInlinePolicy",
  properties: { TopicArn: "replace", PolicyDocument: "update" },
  required: ["TopicArn", "PolicyDocument"],
  attributes: [],
  async create({ TopicArn, PolicyDocument }, context) {
    await setPolicy(TopicArn, policyText(PolicyDocument), context);
    return { physicalId: TopicArn, attributes: {} };
  },
  async update({ TopicArn, PolicyDocument }, existing, context) {
    await setPolicy(TopicArn, policyText(PolicyDocument), context);
    return existing;
  },
  async delete({ properties }, context) {
    await ignoreMissing(setPolicy(properties.TopicArn, "", context));
  },
});

/** An empty policy gives a topic back the one that it has from the start. */
function setPolicy(TopicArn: string, AttributeValue: string, { call }: ResourceContext): Promise<unknown> {
  return call("sns", "SetTopicAttributes", { TopicArn, AttributeName: "Policy", AttributeValue });
}
