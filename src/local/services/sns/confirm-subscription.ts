import type { Operation } from "../../service.ts";
import { invalid } from "./errors.ts";
import type { TopicReference } from "./sns-types.ts";
import { getTopic, topicAuthorization } from "./topic-store.ts";

interface ConfirmSubscriptionRequest extends TopicReference {
  readonly Token: string;
  readonly AuthenticateOnUnsubscribe?: string;
}

/** Queues and functions are confirmed from the start, and no mail is sent: nobody was ever given a token that could be right. */
export const confirmSubscription: Operation<ConfirmSubscriptionRequest, object> = {
  members: ["TopicArn", "Token", "AuthenticateOnUnsubscribe"],
  authorize: topicAuthorization("ConfirmSubscription"),
  handle({ TopicArn }, { cloud }) {
    getTopic(cloud, TopicArn);
    throw invalid("Invalid token");
  },
};
