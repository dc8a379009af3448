import type { Operation } from "../../service.ts";
import type { TopicReference } from "./sns-types.ts";
import { topicAuthorization, topicName } from "./topic-store.ts";

/** Deletes a topic with its subscriptions and what is on its way to them. One that is not there is no error. */
export const deleteTopic: Operation<TopicReference, object> = {
  members: ["TopicArn"],
  authorize: topicAuthorization("DeleteTopic"),
  handle({ TopicArn }, { cloud }) {
    cloud.db.prepare("DELETE FROM sns_topics WHERE name = ?").run(topicName(cloud, TopicArn));
    return {};
  },
};
