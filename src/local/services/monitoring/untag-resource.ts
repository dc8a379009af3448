import type { UntagResourceInput, UntagResourceOutput } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../service.ts";
import { requireTagged } from "./tagged-resource.ts";

export const untagResource: Operation<UntagResourceInput, UntagResourceOutput> = {
  members: ["ResourceARN", "TagKeys"],
  handle({ ResourceARN, TagKeys = [] }, { cloud }) {
    const { tags, writeTags } = requireTagged(cloud, ResourceARN);
    writeTags(Object.fromEntries(Object.entries(tags).filter(([key]) => !TagKeys.includes(key))));
    return {};
  },
};
