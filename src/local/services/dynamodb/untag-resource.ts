import type { UntagResourceInput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../service.ts";
import { requireTableOfArn, updateTableRow } from "./tables/table-store.ts";

export const untagResource: Operation<UntagResourceInput, object> = {
  members: ["ResourceArn", "TagKeys"],
  authorize: ({ ResourceArn = "" }) => [{ action: "dynamodb:UntagResource", resource: ResourceArn }],
  handle({ ResourceArn, TagKeys = [] }, { cloud }) {
    const table = requireTableOfArn(cloud, ResourceArn);
    const kept = Object.entries(table.tags).filter(([key]) => !TagKeys.includes(key));
    updateTableRow(cloud, { ...table, tags: Object.fromEntries(kept) });
    return {};
  },
};
