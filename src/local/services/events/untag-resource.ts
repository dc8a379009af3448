import type { UntagResourceRequest } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import { readTags, writeTags } from "./resource-tags.ts";

export const untagResource: Operation<UntagResourceRequest, object> = {
  members: ["ResourceARN", "TagKeys"],
  authorize: (input) => [{ action: "events:UntagResource", resource: input.ResourceARN ?? "" }],
  handle(input, { cloud }) {
    const removed = new Set(input.TagKeys ?? []);
    const kept = Object.entries(readTags(cloud, input.ResourceARN)).filter(([key]) => !removed.has(key));
    writeTags(cloud, input.ResourceARN, Object.fromEntries(kept));
    return {};
  },
};
