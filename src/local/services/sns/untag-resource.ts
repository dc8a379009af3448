import type { Operation } from "../../service.ts";
import { getTaggedTopic, tagAuthorization } from "./list-tags-for-resource.ts";
import { putTopic } from "./topic-store.ts";

interface UntagResourceRequest {
  readonly ResourceArn: string;
  readonly TagKeys: readonly string[];
}

export const untagResource: Operation<UntagResourceRequest, object> = {
  members: ["ResourceArn", "TagKeys"],
  authorize: tagAuthorization("UntagResource"),
  handle({ ResourceArn, TagKeys }, { cloud }) {
    const topic = getTaggedTopic(cloud, ResourceArn);
    const kept = Object.entries(topic.tags).filter(([key]) => !TagKeys.includes(key));
    putTopic(cloud, { ...topic, tags: Object.fromEntries(kept) });
    return {};
  },
};
