import type { Operation } from "../../service.ts";
import { invalidParameter } from "./errors.ts";
import type { TopicReference } from "./sns-types.ts";
import { readPolicyOf } from "./topic-policy.ts";
import { getTopic, putTopic, topicArn, topicAuthorization } from "./topic-store.ts";

interface AddPermissionRequest extends TopicReference {
  readonly Label: string;
  readonly AWSAccountId: readonly string[];
  readonly ActionName: readonly string[];
}

const actions: ReadonlySet<string> = new Set([
  "AddPermission",
  "DeleteTopic",
  "GetDataProtectionPolicy",
  "GetTopicAttributes",
  "ListSubscriptionsByTopic",
  "ListTagsForResource",
  "Publish",
  "PutDataProtectionPolicy",
  "RemovePermission",
  "SetTopicAttributes",
  "Subscribe",
]);

export const addPermission: Operation<AddPermissionRequest, object> = {
  members: ["TopicArn", "Label", "AWSAccountId", "ActionName"],
  authorize: topicAuthorization("AddPermission"),
  handle({ TopicArn, Label, AWSAccountId, ActionName }, { cloud }) {
    const topic = getTopic(cloud, TopicArn);
    if (ActionName.length === 0 || !ActionName.every((action) => actions.has(action))) {
      throw invalidParameter("Policy statement action out of service scope!");
    }
    if (AWSAccountId.length === 0 || !AWSAccountId.every((account) => /^\d{12}$/.test(account))) {
      throw invalidParameter("AWSAccountId");
    }
    const policy = readPolicyOf(cloud, topic);
    if (policy.Statement.some(({ Sid }) => Sid === Label)) throw invalidParameter("Statement already exists");
    const [principals, names] = [
      AWSAccountId.map((account) => `arn:aws:iam::${account}:root`),
      ActionName.map((action) => `SNS:${action}`),
    ];
    const statement = {
      Sid: Label,
      Effect: "Allow",
      Principal: { AWS: principals.length === 1 ? principals[0] : principals },
      Action: names.length === 1 ? names[0] : names,
      Resource: topicArn(cloud, topic.name),
    };
    const Policy = JSON.stringify({ ...policy, Statement: [...policy.Statement, statement] });
    putTopic(cloud, { ...topic, attributes: { ...topic.attributes, Policy } });
    return {};
  },
};
