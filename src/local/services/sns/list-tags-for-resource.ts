import { AwsError } from "../../aws-error.ts";
import type { Authorization, Cloud, Operation } from "../../service.ts";
import type { Tag } from "./sns-types.ts";
import { findTopic, topicName } from "./topic-store.ts";
import type { Topic } from "./topic-store.ts";

interface TaggedReference {
  readonly ResourceArn: string;
}

export const listTagsForResource: Operation<TaggedReference, { readonly Tags: readonly Tag[] }> = {
  members: ["ResourceArn"],
  authorize: tagAuthorization("ListTagsForResource"),
  handle({ ResourceArn }, { cloud }) {
    const { tags } = getTaggedTopic(cloud, ResourceArn);
    return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  },
};

export function tagAuthorization(action: string) {
  return ({ ResourceArn }: TaggedReference): readonly Authorization[] => [
    { action: `sns:${action}`, resource: ResourceArn },
  ];
}

/** The operations on tags say otherwise that there is no such topic. */
export function getTaggedTopic(cloud: Cloud, arn: string): Topic {
  const topic = findTopic(cloud, topicName(cloud, arn, "ResourceArn"));
  if (topic === undefined) throw new AwsError("ResourceNotFoundException", "Resource does not exist", 404);
  return topic;
}
