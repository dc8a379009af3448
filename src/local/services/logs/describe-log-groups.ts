import type { DescribeLogGroupsRequest, DescribeLogGroupsResponse } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../service.ts";
import type { LogGroupRow } from "./log-store.ts";
import { openMetricFiltersOf } from "./metric-filter-store.ts";
import { groupArn } from "./require-group.ts";

export const describeLogGroups: Operation<DescribeLogGroupsRequest, DescribeLogGroupsResponse> = {
  members: ["logGroupNamePrefix", "logGroupNamePattern", "limit", "nextToken"],
  handle({ logGroupNamePrefix = "", logGroupNamePattern = "", limit = 50, nextToken = "" }, { cloud }) {
    const rows = cloud.db
      .prepare(
        `SELECT * FROM logs_groups WHERE substr(name, 1, length(?1)) = ?1 AND instr(lower(name), lower(?2)) > 0 AND name > ?3
         ORDER BY name LIMIT ?4`,
      )
      .all(logGroupNamePrefix, logGroupNamePattern, nextToken, limit + 1) as unknown as readonly LogGroupRow[];
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      logGroups: page.map((group) => ({
        logGroupName: group.name,
        creationTime: group.created_at,
        ...(group.retention_days !== null && { retentionInDays: group.retention_days }),
        metricFilterCount: openMetricFiltersOf(cloud.db, group.name).length,
        arn: `${groupArn(cloud, group.name)}:*`,
        logGroupArn: groupArn(cloud, group.name),
        storedBytes: group.bytes,
        logGroupClass: "STANDARD",
      })),
      ...(rows.length > limit && last && { nextToken: last.name }),
    };
  },
};
