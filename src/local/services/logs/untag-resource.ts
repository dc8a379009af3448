import type { UntagResourceRequest } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../service.ts";
import { requireGroup } from "./require-group.ts";

export const untagResource: Operation<UntagResourceRequest, object> = {
  members: ["resourceArn", "tagKeys"],
  handle({ resourceArn, tagKeys = [] }, { cloud }) {
    const group = requireGroup(cloud, resourceArn);
    const tags = Object.entries(JSON.parse(group.tags) as Record<string, string>).filter(
      ([key]) => !tagKeys.includes(key),
    );
    const kept = JSON.stringify(Object.fromEntries(tags));
    cloud.db.prepare("UPDATE logs_groups SET tags = ? WHERE name = ?").run(kept, group.name);
    return {};
  },
};
