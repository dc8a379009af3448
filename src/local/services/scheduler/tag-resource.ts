import type { Operation } from "../../service.ts";
import { groupOfArn, toTagMap, writeTags } from "./group-store.ts";
import type { TagMap } from "./group-store.ts";
import type { Tag } from "./schedule-types.ts";

interface TagResourceRequest {
  readonly ResourceArn?: string;
  readonly Tags?: readonly Tag[];
}

export const tagResource: Operation<TagResourceRequest, object> = {
  members: ["ResourceArn", "Tags"],
  authorize: (input) => [{ action: "scheduler:TagResource", resource: input.ResourceArn ?? "" }],
  handle(input, { cloud }) {
    const group = groupOfArn(cloud, input.ResourceArn);
    writeTags(cloud, group, { ...(JSON.parse(group.tags) as TagMap), ...toTagMap(input.Tags) });
    return {};
  },
};
