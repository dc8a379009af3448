import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import type { SubscriptionReference } from "./sns-types.ts";
import { findSubscription, subscriptionAuthorization } from "./subscription-store.ts";

/** Ends a subscription, with what is on its way to it. One that is not there is no error. */
export const unsubscribe: Operation<SubscriptionReference, object> = {
  members: ["SubscriptionArn"],
  authorize: subscriptionAuthorization("Unsubscribe"),
  handle({ SubscriptionArn }, { cloud }) {
    const subscription = findSubscription(cloud, SubscriptionArn);
    if (subscription === undefined) return {};
    inTransaction(cloud.db, () => {
      cloud.db.prepare("DELETE FROM sns_subscriptions WHERE id = ?").run(subscription.id);
      cloud.db.prepare("UPDATE sns_topics SET unsubscribed = unsubscribed + 1 WHERE name = ?").run(subscription.topic);
    });
    return {};
  },
};
