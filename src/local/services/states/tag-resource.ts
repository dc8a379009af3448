import type { TagResourceInput, TagResourceOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import type { States } from "./states.ts";
import { checkTagged, writeTags } from "./write-tags.ts";

export const tagResource = (states: States): Operation<TagResourceInput, TagResourceOutput> => ({
  members: ["resourceArn", "tags"],
  authorize: (input) => [{ action: "states:TagResource", resource: input.resourceArn ?? "" }],
  handle({ resourceArn, tags }) {
    writeTags(states, checkTagged(states, resourceArn), tags);
    return {};
  },
});
