import type { UntagResourceRequest } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { readTags, writeTags } from "./function-tags.ts";

export const untagResource: Operation<UntagResourceRequest, object> = {
  members: ["Resource", "TagKeys"],
  authorize: (input) => [{ action: "lambda:UntagResource", resource: input.Resource ?? "" }],
  handle(input, { cloud }) {
    const removed = new Set(input.TagKeys ?? []);
    const kept = Object.entries(readTags(cloud, input.Resource)).filter(([key]) => !removed.has(key));
    writeTags(cloud, input.Resource, Object.fromEntries(kept));
    return {};
  },
};
