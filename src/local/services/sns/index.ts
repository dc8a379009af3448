import type { AnyOperation, CreateService } from "../../service.ts";
import { addPermission } from "./add-permission.ts";
import { confirmSubscription } from "./confirm-subscription.ts";
import { createDeliverer } from "./create-deliverer.ts";
import { createTables } from "./create-tables.ts";
import { createTopic } from "./create-topic.ts";
import { deleteTopic } from "./delete-topic.ts";
import { getSubscriptionAttributes } from "./get-subscription-attributes.ts";
import { getTopicAttributes } from "./get-topic-attributes.ts";
import { listSubscriptionsByTopic } from "./list-subscriptions-by-topic.ts";
import { listSubscriptions } from "./list-subscriptions.ts";
import { listTagsForResource } from "./list-tags-for-resource.ts";
import { listTopics } from "./list-topics.ts";
import { publishBatch } from "./publish-batch.ts";
import { publish } from "./publish.ts";
import { removePermission } from "./remove-permission.ts";
import { setSubscriptionAttributes } from "./set-subscription-attributes.ts";
import { setTopicAttributes } from "./set-topic-attributes.ts";
import { subscribe } from "./subscribe.ts";
import { tagResource } from "./tag-resource.ts";
import { topicPolicies } from "./topic-store.ts";
import { unsubscribe } from "./unsubscribe.ts";
import { untagResource } from "./untag-resource.ts";

/** SNS: standard and FIFO topics, their subscriptions of queues and functions, filters, retries, dead letters. */
export const createSnsService: CreateService = (cloud) => {
  createTables(cloud.db);
  const deliverer = createDeliverer(cloud);
  const operations: Readonly<Record<string, AnyOperation>> = {
    AddPermission: addPermission,
    ConfirmSubscription: confirmSubscription,
    CreateTopic: createTopic,
    DeleteTopic: deleteTopic,
    GetSubscriptionAttributes: getSubscriptionAttributes,
    GetTopicAttributes: getTopicAttributes,
    ListSubscriptions: listSubscriptions,
    ListSubscriptionsByTopic: listSubscriptionsByTopic,
    ListTagsForResource: listTagsForResource,
    ListTopics: listTopics,
    Publish: publish(deliverer),
    PublishBatch: publishBatch(deliverer),
    RemovePermission: removePermission,
    SetSubscriptionAttributes: setSubscriptionAttributes,
    SetTopicAttributes: setTopicAttributes,
    Subscribe: subscribe,
    TagResource: tagResource,
    Unsubscribe: unsubscribe,
    UntagResource: untagResource,
  };
  return {
    name: "sns",
    operations: Object.fromEntries(
      Object.entries(operations).map(([name, operation]) => [name, { ...operation, resourcePolicies: topicPolicies }]),
    ),
    resume: deliverer.wake,
    close: deliverer.close,
  };
};
