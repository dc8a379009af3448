import type { TagResourceRequest } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import { readTags, toTagMap, writeTags } from "./resource-tags.ts";

export const tagResource: Operation<TagResourceRequest, object> = {
  members: ["ResourceARN", "Tags"],
  authorize: (input) => [{ action: "events:TagResource", resource: input.ResourceARN ?? "" }],
  handle(input, { cloud }) {
    const tags = { ...readTags(cloud, input.ResourceARN), ...toTagMap(input.Tags) };
    writeTags(cloud, input.ResourceARN, tags);
    return {};
  },
};
