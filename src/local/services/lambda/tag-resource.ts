import type { TagResourceRequest } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { readTags, writeTags } from "./function-tags.ts";

export const tagResource: Operation<TagResourceRequest, object> = {
  members: ["Resource", "Tags"],
  authorize: (input) => [{ action: "lambda:TagResource", resource: input.Resource ?? "" }],
  handle(input, { cloud }) {
    writeTags(cloud, input.Resource, { ...readTags(cloud, input.Resource), ...input.Tags });
    return {};
  },
};
