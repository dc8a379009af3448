import type { Operation } from "../../service.ts";
import type { TopicReference } from "./sns-types.ts";
import { checkTopicAttribute, keptAttributes } from "./topic-attributes.ts";
import { getTopic, isFifo, putTopic, topicAuthorization } from "./topic-store.ts";

interface SetTopicAttributesRequest extends TopicReference {
  readonly AttributeName: string;
  readonly AttributeValue?: string;
}

export const setTopicAttributes: Operation<SetTopicAttributesRequest, object> = {
  members: ["TopicArn", "AttributeName", "AttributeValue"],
  authorize: topicAuthorization("SetTopicAttributes"),
  handle({ TopicArn, AttributeName, AttributeValue = "" }, { cloud }) {
    const topic = getTopic(cloud, TopicArn);
    // An empty policy brings the one back that a topic has from the start.
    const isReset = AttributeName === "Policy" && AttributeValue === "";
    if (!isReset) checkTopicAttribute(AttributeName, AttributeValue, isFifo(topic));
    const attributes = keptAttributes({ ...topic.attributes, [AttributeName]: AttributeValue });
    putTopic(cloud, { ...topic, attributes });
    return {};
  },
};
