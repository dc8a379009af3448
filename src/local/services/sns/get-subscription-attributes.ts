import type { Cloud, Operation } from "../../service.ts";
import type { Attributes, SubscriptionReference } from "./sns-types.ts";
import { getSubscription, isPending, subscriptionArn, subscriptionAuthorization } from "./subscription-store.ts";
import type { Subscription } from "./subscription-store.ts";
import { filterScope } from "./subscription-attributes.ts";
import { topicArn } from "./topic-store.ts";

export const getSubscriptionAttributes: Operation<SubscriptionReference, { readonly Attributes: Attributes }> = {
  members: ["SubscriptionArn"],
  authorize: subscriptionAuthorization("GetSubscriptionAttributes"),
  handle: ({ SubscriptionArn }, { cloud }) => ({
    Attributes: describe(cloud, getSubscription(cloud, SubscriptionArn)),
  }),
};

function describe(cloud: Cloud, subscription: Subscription): Attributes {
  const { FilterPolicy, RedrivePolicy, RawMessageDelivery = "false" } = subscription.attributes;
  return {
    ConfirmationWasAuthenticated: String(!isPending(subscription)),
    Endpoint: subscription.endpoint,
    // A scope without a policy is kept, but not shown.
    ...(FilterPolicy !== undefined && { FilterPolicy, FilterPolicyScope: filterScope(subscription.attributes) }),
    Owner: cloud.accountId,
    PendingConfirmation: String(isPending(subscription)),
    Protocol: subscription.protocol,
    RawMessageDelivery,
    ...(RedrivePolicy !== undefined && { RedrivePolicy }),
    SubscriptionArn: subscriptionArn(cloud, subscription),
    SubscriptionPrincipal: subscription.principal,
    TopicArn: topicArn(cloud, subscription.topic),
  };
}
