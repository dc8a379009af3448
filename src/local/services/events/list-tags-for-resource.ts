import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import { readTags } from "./resource-tags.ts";

export const listTagsForResource: Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> = {
  members: ["ResourceARN"],
  authorize: (input) => [{ action: "events:ListTagsForResource", resource: input.ResourceARN ?? "" }],
  handle: (input, { cloud }) => ({
    Tags: Object.entries(readTags(cloud, input.ResourceARN)).map(([Key, Value]) => ({ Key, Value })),
  }),
};
