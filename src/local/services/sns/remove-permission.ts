import type { Operation } from "../../service.ts";
import type { TopicReference } from "./sns-types.ts";
import { readPolicyOf } from "./topic-policy.ts";
import { getTopic, putTopic, topicAuthorization } from "./topic-store.ts";

interface RemovePermissionRequest extends TopicReference {
  readonly Label: string;
}

export const removePermission: Operation<RemovePermissionRequest, object> = {
  members: ["TopicArn", "Label"],
  authorize: topicAuthorization("RemovePermission"),
  handle({ TopicArn, Label }, { cloud }) {
    const topic = getTopic(cloud, TopicArn);
    const policy = readPolicyOf(cloud, topic);
    const Policy = JSON.stringify({ ...policy, Statement: policy.Statement.filter(({ Sid }) => Sid !== Label) });
    putTopic(cloud, { ...topic, attributes: { ...topic.attributes, Policy } });
    return {};
  },
};
