import type { UntagResourceInput, UntagResourceOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import type { States } from "./states.ts";
import { checkTagged } from "./write-tags.ts";

export const untagResource = (states: States): Operation<UntagResourceInput, UntagResourceOutput> => ({
  members: ["resourceArn", "tagKeys"],
  authorize: (input) => [{ action: "states:UntagResource", resource: input.resourceArn ?? "" }],
  handle({ resourceArn, tagKeys = [] }) {
    const arn = checkTagged(states, resourceArn);
    for (const key of tagKeys) states.machines.deleteTag(arn, key);
    return {};
  },
});
