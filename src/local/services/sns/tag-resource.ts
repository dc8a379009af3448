import type { Operation } from "../../service.ts";
import { checkTags } from "./check-tags.ts";
import { getTaggedTopic, tagAuthorization } from "./list-tags-for-resource.ts";
import type { Tag } from "./sns-types.ts";
import { putTopic, toTagMap } from "./topic-store.ts";

interface TagResourceRequest {
  readonly ResourceArn: string;
  readonly Tags: readonly Tag[];
}

export const tagResource: Operation<TagResourceRequest, object> = {
  members: ["ResourceArn", "Tags"],
  authorize: tagAuthorization("TagResource"),
  handle({ ResourceArn, Tags }, { cloud }) {
    const topic = getTaggedTopic(cloud, ResourceArn);
    checkTags(Tags, topic.tags);
    putTopic(cloud, { ...topic, tags: { ...topic.tags, ...toTagMap(Tags) } });
    return {};
  },
};
