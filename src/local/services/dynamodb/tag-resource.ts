import type { TagResourceInput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../service.ts";
import { requireTableOfArn, updateTableRow } from "./tables/table-store.ts";
import { checkTags, tagMap } from "./tables/tags.ts";

export const tagResource: Operation<TagResourceInput, object> = {
  members: ["ResourceArn", "Tags"],
  authorize: ({ ResourceArn = "" }) => [{ action: "dynamodb:TagResource", resource: ResourceArn }],
  handle(input, { cloud }) {
    const table = requireTableOfArn(cloud, input.ResourceArn);
    checkTags(input.Tags);
    updateTableRow(cloud, { ...table, tags: { ...table.tags, ...tagMap(input.Tags) } });
    return {};
  },
};
