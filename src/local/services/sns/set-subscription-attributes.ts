import type { Operation } from "../../service.ts";
import { invalidParameter } from "./errors.ts";
import type { SubscriptionReference } from "./sns-types.ts";
import { keptAttributes, problemOfAttributes } from "./subscription-attributes.ts";
import { getSubscription, putSubscription, subscriptionAuthorization } from "./subscription-store.ts";

interface SetSubscriptionAttributesRequest extends SubscriptionReference {
  readonly AttributeName: string;
  readonly AttributeValue?: string;
}

export const setSubscriptionAttributes: Operation<SetSubscriptionAttributesRequest, object> = {
  members: ["SubscriptionArn", "AttributeName", "AttributeValue"],
  authorize: subscriptionAuthorization("SetSubscriptionAttributes"),
  handle({ SubscriptionArn, AttributeName, AttributeValue = "" }, { cloud }) {
    const subscription = getSubscription(cloud, SubscriptionArn);
    const changed = { ...subscription, attributes: { ...subscription.attributes, [AttributeName]: AttributeValue } };
    const problem = problemOfAttributes(changed);
    if (problem !== undefined) throw invalidParameter(problem);
    putSubscription(cloud, { ...changed, attributes: keptAttributes(changed.attributes) });
    return {};
  },
};
