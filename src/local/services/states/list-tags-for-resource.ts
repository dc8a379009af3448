import type { ListTagsForResourceInput, ListTagsForResourceOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import type { States } from "./states.ts";
import { checkTagged } from "./write-tags.ts";

export const listTagsForResource = (
  states: States,
): Operation<ListTagsForResourceInput, ListTagsForResourceOutput> => ({
  members: ["resourceArn"],
  authorize: (input) => [{ action: "states:ListTagsForResource", resource: input.resourceArn ?? "" }],
  handle: ({ resourceArn }) => ({ tags: states.machines.tagsOf(checkTagged(states, resourceArn)) }),
});
