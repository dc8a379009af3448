import type { ListTagsRequest, ListTagsResponse } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { readTags } from "./function-tags.ts";

export const listTags: Operation<ListTagsRequest, ListTagsResponse> = {
  members: ["Resource"],
  authorize: (input) => [{ action: "lambda:ListTags", resource: input.Resource ?? "" }],
  handle(input, { cloud }) {
    return { Tags: { ...readTags(cloud, input.Resource) } };
  },
};
