import type { ListTagsRequest, ListTagsResponse } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { parseFunctionReference } from "./function-reference.ts";
import { readTags } from "./function-tags.ts";

export const listTags: Operation<ListTagsRequest, ListTagsResponse> = {
  members: ["Resource"],
  authorize: (input) => [{ action: "lambda:ListTags", resource: input.Resource ?? "" }],
  handle(input, { cloud }) {
    const reference = parseFunctionReference(input.Resource);
    return { Tags: readTags(cloud, reference) };
  },
};
