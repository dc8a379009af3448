import type { Operation } from "../../service.ts";
import { takePage } from "../take-page.ts";
import type { TopicReference } from "./sns-types.ts";
import { describeSubscription, listAllSubscriptions } from "./subscription-store.ts";
import { getTopic, topicAuthorization } from "./topic-store.ts";

export const listSubscriptionsByTopic: Operation<TopicReference & { readonly NextToken?: string }, object> = {
  members: ["TopicArn", "NextToken"],
  authorize: topicAuthorization("ListSubscriptionsByTopic"),
  handle({ TopicArn, NextToken }, { cloud }) {
    const { name } = getTopic(cloud, TopicArn);
    const { page, nextToken } = takePage(listAllSubscriptions(cloud, name), NextToken, 100);
    return { Subscriptions: page.map((one) => describeSubscription(cloud, one)), ...nextToken };
  },
};
