import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../service.ts";
import { requireGroup } from "./require-group.ts";

export const listTagsForResource: Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> = {
  members: ["resourceArn"],
  handle: ({ resourceArn }, { cloud }) => ({
    tags: JSON.parse(requireGroup(cloud, resourceArn).tags) as Record<string, string>,
  }),
};
