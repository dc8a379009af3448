import type { TagResourceRequest } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { parseFunctionReference } from "./function-reference.ts";
import { readTags, writeTags } from "./function-tags.ts";

export const tagResource: Operation<TagResourceRequest, object> = {
  members: ["Resource", "Tags"],
  authorize: (input) => [{ action: "lambda:TagResource", resource: input.Resource ?? "" }],
  handle(input, { cloud }) {
    const reference = parseFunctionReference(input.Resource);
    writeTags(cloud, reference.name, { ...readTags(cloud, reference), ...input.Tags });
    return {};
  },
};
