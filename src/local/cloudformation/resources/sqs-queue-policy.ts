import { policyOfSeveral } from "./policy-of-several.ts";

export const sqsQueuePolicy = policyOfSeveral({
  name: "AWS::SQS::QueuePolicy",
  member: "Queues",
  setPolicy: (QueueUrl, Policy, { call }) => call("sqs", "SetQueueAttributes", { QueueUrl, Attributes: { Policy } }),
});
