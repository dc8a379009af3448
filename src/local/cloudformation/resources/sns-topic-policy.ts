import type { JsonObject } from "../json-value.ts";
import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { policyText } from "./policy-text.ts";

interface TopicPolicyProperties {
  readonly Topics: readonly string[];
  readonly PolicyDocument: JsonObject | string;
}

interface TopicInlinePolicyProperties {
  readonly TopicArn: string;
  readonly PolicyDocument: JsonObject | string;
}

export const snsTopicPolicy = defineResourceType<TopicPolicyProperties>({
  name: "AWS::SNS::TopicPolicy",
  properties: { Topics: "update", PolicyDocument: "update" },
  required: ["Topics", "PolicyDocument"],
  attributes: ["Id"],
  async create({ Topics, PolicyDocument }, context) {
    const physicalId = context.physicalName();
    context.exists(physicalId);
    await setPolicy(Topics, policyText(PolicyDocument), context);
    return { physicalId, attributes: { Id: physicalId } };
  },
  async update({ Topics, PolicyDocument }, existing, context) {
    await setPolicy(Topics, policyText(PolicyDocument), context);
    const dropped = existing.properties.Topics.filter((topic) => !Topics.includes(topic));
    await clearPolicy(dropped, context);
    return existing;
  },
  delete: ({ properties }, context) => clearPolicy(properties.Topics, context),
});

export const snsTopicInlinePolicy = defineResourceType<TopicInlinePolicyProperties>({
  name: "AWS::SNS::TopicInlinePolicy",
  properties: { TopicArn: "replace", PolicyDocument: "update" },
  required: ["TopicArn", "PolicyDocument"],
  attributes: [],
  async create({ TopicArn, PolicyDocument }, context) {
    await setPolicy([TopicArn], policyText(PolicyDocument), context);
    return { physicalId: TopicArn, attributes: {} };
  },
  async update({ TopicArn, PolicyDocument }, existing, context) {
    await setPolicy([TopicArn], policyText(PolicyDocument), context);
    return existing;
  },
  delete: ({ properties }, context) => clearPolicy([properties.TopicArn], context),
});

async function setPolicy(topics: readonly string[], policy: string, { call }: ResourceContext): Promise<void> {
  for (const TopicArn of topics) {
    await call("sns", "SetTopicAttributes", { TopicArn, AttributeName: "Policy", AttributeValue: policy });
  }
}

/** Gives topics back the policy that they have from the start. */
async function clearPolicy(topics: readonly string[], { call }: ResourceContext): Promise<void> {
  for (const TopicArn of topics) {
    const request = { TopicArn, AttributeName: "Policy", AttributeValue: "" };
    await ignoreMissing(call("sns", "SetTopicAttributes", request));
  }
}
