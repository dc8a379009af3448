import type { JsonObject } from "../json-value.ts";
import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { policyText } from "./policy-text.ts";

interface QueuePolicyProperties {
  readonly Queues: readonly string[];
  readonly PolicyDocument: JsonObject | string;
}

export const sqsQueuePolicy = defineResourceType<QueuePolicyProperties>({
  name: "AWS::SQS::QueuePolicy",
  properties: { Queues: "update", PolicyDocument: "update" },
  required: ["Queues", "PolicyDocument"],
  attributes: ["Id"],
  async create({ Queues, PolicyDocument }, context) {
    const physicalId = context.physicalName();
    context.exists(physicalId);
    await setPolicy(Queues, policyText(PolicyDocument), context);
    return { physicalId, attributes: { Id: physicalId } };
  },
  async update({ Queues, PolicyDocument }, existing, context) {
    await setPolicy(Queues, policyText(PolicyDocument), context);
    await clearPolicy(
      existing.properties.Queues.filter((queue) => !Queues.includes(queue)),
      context,
    );
    return existing;
  },
  delete: ({ properties }, context) => clearPolicy(properties.Queues, context),
});

async function setPolicy(queues: readonly string[], Policy: string, { call }: ResourceContext): Promise<void> {
  for (const QueueUrl of queues) await call("sqs", "SetQueueAttributes", { QueueUrl, Attributes: { Policy } });
}

async function clearPolicy(queues: readonly string[], { call }: ResourceContext): Promise<void> {
  for (const QueueUrl of queues) {
    await ignoreMissing(call("sqs", "SetQueueAttributes", { QueueUrl, Attributes: { Policy: "" } }));
  }
}
