import type { Cloud, Operation } from "../../service.ts";
import type { Attributes, TopicReference } from "./sns-types.ts";
import { isPending, listAllSubscriptions } from "./subscription-store.ts";
import { policyOf } from "./topic-policy.ts";
import { getTopic, isFifo, topicArn, topicAuthorization } from "./topic-store.ts";
import type { Topic } from "./topic-store.ts";

// Speaks of HTTP endpoints alone, which cannot be subscribed here.
const effectiveDeliveryPolicy = JSON.stringify({
  http: {
    defaultHealthyRetryPolicy: {
      minDelayTarget: 20,
      maxDelayTarget: 20,
      numRetries: 3,
      numMaxDelayRetries: 0,
      numNoDelayRetries: 0,
      numMinDelayRetries: 0,
      backoffFunction: "linear",
    },
    disableSubscriptionOverrides: false,
    defaultRequestPolicy: { headerContentType: "text/plain; charset=UTF-8" },
  },
});

export const getTopicAttributes: Operation<TopicReference, { readonly Attributes: Attributes }> = {
  members: ["TopicArn"],
  authorize: topicAuthorization("GetTopicAttributes"),
  handle: ({ TopicArn }, { cloud }) => ({ Attributes: describe(cloud, getTopic(cloud, TopicArn)) }),
};

function describe(cloud: Cloud, topic: Topic): Attributes {
  const subscriptions = listAllSubscriptions(cloud, topic.name);
  const pending = subscriptions.filter(isPending).length;
  return {
    DisplayName: "",
    EffectiveDeliveryPolicy: effectiveDeliveryPolicy,
    ...(isFifo(topic) && { FifoTopic: "true", ContentBasedDeduplication: "false" }),
    ...topic.attributes,
    Owner: cloud.accountId,
    Policy: policyOf(cloud, topic),
    SubscriptionsConfirmed: String(subscriptions.length - pending),
    SubscriptionsDeleted: String(topic.unsubscribed),
    SubscriptionsPending: String(pending),
    TopicArn: topicArn(cloud, topic.name),
  };
}
