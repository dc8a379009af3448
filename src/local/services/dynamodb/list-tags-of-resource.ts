import type { ListTagsOfResourceInput, ListTagsOfResourceOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../service.ts";
import { requireTableOfArn } from "./tables/table-store.ts";

export const listTagsOfResource: Operation<ListTagsOfResourceInput, ListTagsOfResourceOutput> = {
  members: ["ResourceArn"],
  authorize: ({ ResourceArn = "" }) => [{ action: "dynamodb:ListTagsOfResource", resource: ResourceArn }],
  handle({ ResourceArn }, { cloud }) {
    const { tags } = requireTableOfArn(cloud, ResourceArn);
    return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  },
};
