import type { ListTagsForResourceInput, ListTagsForResourceOutput } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../service.ts";
import { requireTagged } from "./tagged-resource.ts";

export const listTagsForResource: Operation<ListTagsForResourceInput, ListTagsForResourceOutput> = {
  members: ["ResourceARN"],
  handle: ({ ResourceARN }, { cloud }) => ({
    Tags: Object.entries(requireTagged(cloud, ResourceARN).tags).map(([Key, Value]) => ({ Key, Value })),
  }),
};
