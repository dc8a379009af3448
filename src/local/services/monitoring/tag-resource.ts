import type { TagResourceInput, TagResourceOutput } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../service.ts";
import { requireTagged, tagsOf } from "./tagged-resource.ts";

export const tagResource: Operation<TagResourceInput, TagResourceOutput> = {
  members: ["ResourceARN", "Tags"],
  handle({ ResourceARN, Tags = [] }, { cloud }) {
    const { tags, writeTags } = requireTagged(cloud, ResourceARN);
    writeTags({ ...tags, ...tagsOf(Tags) });
    return {};
  },
};
