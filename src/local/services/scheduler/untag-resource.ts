import type { Operation } from "../../service.ts";
import { groupOfArn, writeTags } from "./group-store.ts";
import type { TagMap } from "./group-store.ts";

interface UntagResourceRequest {
  readonly ResourceArn?: string;
  readonly TagKeys?: readonly string[];
}

export const untagResource: Operation<UntagResourceRequest, object> = {
  members: ["ResourceArn", "TagKeys"],
  authorize: (input) => [{ action: "scheduler:UntagResource", resource: input.ResourceArn ?? "" }],
  handle(input, { cloud }) {
    const group = groupOfArn(cloud, input.ResourceArn);
    const removed = new Set(input.TagKeys ?? []);
    const kept = Object.entries(JSON.parse(group.tags) as TagMap).filter(([key]) => !removed.has(key));
    writeTags(cloud, group, Object.fromEntries(kept));
    return {};
  },
};
