import { authorized } from "../../iam/authorized.ts";
import type { Cloud, Service } from "../../service.ts";
import { createLogGroup } from "./create-log-group.ts";
import { createLogStream } from "./create-log-stream.ts";
import { deleteLogGroup } from "./delete-log-group.ts";
import { deleteMetricFilter } from "./delete-metric-filter.ts";
import { deleteRetentionPolicy } from "./delete-retention-policy.ts";
import { describeLogGroups } from "./describe-log-groups.ts";
import { describeLogStreams } from "./describe-log-streams.ts";
import { describeMetricFilters } from "./describe-metric-filters.ts";
import { filterLogEvents } from "./filter-log-events.ts";
import { getLogEvents } from "./get-log-events.ts";
import { listTagsForResource } from "./list-tags-for-resource.ts";
import { createLogTables, expireEvents } from "./log-store.ts";
import { createMetricFilterTable } from "./metric-filter-store.ts";
import { putLogEvents } from "./put-log-events.ts";
import { putMetricFilter } from "./put-metric-filter.ts";
import { deleteResourcePolicy } from "./delete-resource-policy.ts";
import { describeResourcePolicies } from "./describe-resource-policies.ts";
import { putResourcePolicy } from "./put-resource-policy.ts";
import { putRetentionPolicy } from "./put-retention-policy.ts";
import { groupArn, groupNameOf } from "./require-group.ts";
import { tagResource } from "./tag-resource.ts";
import { testMetricFilter } from "./test-metric-filter.ts";
import { untagResource } from "./untag-resource.ts";

export { writeLog } from "./write-log.ts";

export { logResourcePolicy } from "./resource-policies.ts";

/** CloudWatch Logs: groups, streams and events in SQLite. */
export function createLogsService(cloud: Cloud): Service {
  createLogTables(cloud.db);
  createMetricFilterTable(cloud.db);
  const operations = {
    CreateLogGroup: createLogGroup,
    CreateLogStream: createLogStream,
    DeleteLogGroup: deleteLogGroup,
    DeleteMetricFilter: deleteMetricFilter,
    DeleteResourcePolicy: deleteResourcePolicy,
    DeleteRetentionPolicy: deleteRetentionPolicy,
    DescribeLogGroups: describeLogGroups,
    DescribeLogStreams: describeLogStreams,
    DescribeMetricFilters: describeMetricFilters,
    DescribeResourcePolicies: describeResourcePolicies,
    FilterLogEvents: filterLogEvents,
    GetLogEvents: getLogEvents,
    ListTagsForResource: listTagsForResource,
    PutLogEvents: putLogEvents,
    PutMetricFilter: putMetricFilter,
    PutResourcePolicy: putResourcePolicy,
    PutRetentionPolicy: putRetentionPolicy,
    TagResource: tagResource,
    TestMetricFilter: testMetricFilter,
    UntagResource: untagResource,
  };
  return {
    name: "logs",
    operations: authorized("logs", operations, ({ logGroupName, logGroupIdentifier, logStreamName, resourceArn }) => {
      const group = logGroupName ?? logGroupIdentifier ?? resourceArn;
      if (typeof group !== "string") return "*";
      const stream = typeof logStreamName === "string" ? `log-stream:${logStreamName}` : "*";
      return `${groupArn(cloud, groupNameOf(group))}:${stream}`;
    }),
    resume: () => expireEvents(cloud.db, cloud.clock.now()),
  };
}
