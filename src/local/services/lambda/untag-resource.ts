import type { UntagResourceRequest } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { parseFunctionReference } from "./function-reference.ts";
import { readTags, writeTags } from "./function-tags.ts";

export const untagResource: Operation<UntagResourceRequest, object> = {
  members: ["Resource", "TagKeys"],
  authorize: (input) => [{ action: "lambda:UntagResource", resource: input.Resource ?? "" }],
  handle(input, { cloud }) {
    const reference = parseFunctionReference(input.Resource);
    const removed = new Set(input.TagKeys ?? []);
    const kept = Object.entries(readTags(cloud, reference)).filter(([key]) => !removed.has(key));
    writeTags(cloud, reference.name, Object.fromEntries(kept));
    return {};
  },
};
