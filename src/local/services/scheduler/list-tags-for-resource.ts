import type { Operation } from "../../service.ts";
import { groupOfArn } from "./group-store.ts";
import type { TagMap } from "./group-store.ts";
import type { Tag } from "./schedule-types.ts";

export const listTagsForResource: Operation<{ readonly ResourceArn?: string }, { readonly Tags: readonly Tag[] }> = {
  members: ["ResourceArn"],
  authorize: (input) => [{ action: "scheduler:ListTagsForResource", resource: input.ResourceArn ?? "" }],
  handle(input, { cloud }) {
    const tags = JSON.parse(groupOfArn(cloud, input.ResourceArn).tags) as TagMap;
    return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  },
};
