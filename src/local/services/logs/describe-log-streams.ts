import type { DescribeLogStreamsRequest, DescribeLogStreamsResponse } from "@aws-sdk/client-cloudwatch-logs";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import type { LogStreamRow } from "./log-store.ts";
import { groupArn, requireGroup } from "./require-group.ts";

export const describeLogStreams: Operation<DescribeLogStreamsRequest, DescribeLogStreamsResponse> = {
  members: ["logGroupName", "logGroupIdentifier", "logStreamNamePrefix", "orderBy", "descending", "limit", "nextToken"],
  handle(input, { cloud }) {
    const { name } = requireGroup(cloud, input.logGroupName ?? input.logGroupIdentifier);
    const { logStreamNamePrefix = "", limit = 50 } = input;
    const column = input.orderBy === "LastEventTime" ? "coalesce(last_at, created_at)" : "name";
    const start = Number(input.nextToken ?? 0);
    if (!Number.isSafeInteger(start) || start < 0)
      throw new AwsError("InvalidParameterException", "The specified nextToken is invalid.");
    const rows = cloud.db
      .prepare(
        `SELECT * FROM logs_streams WHERE group_name = ?1 AND substr(name, 1, length(?2)) = ?2
         ORDER BY ${column} ${input.descending ? "DESC" : "ASC"} LIMIT ?3 OFFSET ?4`,
      )
      .all(name, logStreamNamePrefix, limit + 1, start) as unknown as readonly LogStreamRow[];
    return {
      logStreams: rows.slice(0, limit).map((stream) => ({
        logStreamName: stream.name,
        creationTime: stream.created_at,
        ...(stream.first_at !== null && { firstEventTimestamp: stream.first_at }),
        ...(stream.last_at !== null && { lastEventTimestamp: stream.last_at }),
        ...(stream.ingested_at !== null && { lastIngestionTime: stream.ingested_at }),
        arn: `${groupArn(cloud, name)}:log-stream:${stream.name}`,
        storedBytes: 0,
      })),
      ...(rows.length > limit && { nextToken: String(start + limit) }),
    };
  },
};
