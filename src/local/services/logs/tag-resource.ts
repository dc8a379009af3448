import type { TagResourceRequest } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../service.ts";
import { requireGroup } from "./require-group.ts";

export const tagResource: Operation<TagResourceRequest, object> = {
  members: ["resourceArn", "tags"],
  handle({ resourceArn, tags = {} }, { cloud }) {
    const group = requireGroup(cloud, resourceArn);
    const merged = { ...(JSON.parse(group.tags) as Record<string, string>), ...tags };
    cloud.db.prepare("UPDATE logs_groups SET tags = ? WHERE name = ?").run(JSON.stringify(merged), group.name);
    return {};
  },
};
