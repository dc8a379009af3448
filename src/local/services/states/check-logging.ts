import type { DescribeLogGroupsResponse } from "@aws-sdk/client-cloudwatch-logs";
import { AwsError } from "../../aws-error.ts";
import { root } from "../../root.ts";
import type { LoggingConfiguration } from "../../runtime/logging-configuration.ts";
import type { Cloud } from "../../service.ts";

/** Throws `InvalidLoggingConfiguration` unless the log group is there to take what the level asks for. */
export async function checkLogging(cloud: Cloud, logging: LoggingConfiguration | undefined): Promise<void> {
  if (logging === undefined || (logging.level ?? "OFF") === "OFF") return;
  const [destination, ...others] = logging.destinations ?? [];
  if (destination === undefined || others.length > 0) throw invalid("Must specify exactly one Log Destination.");
  const group = destination.cloudWatchLogsLogGroup?.logGroupArn?.split(":")[6];
  if (group === undefined) throw invalid("Log Destination not found.");
  // The check is Step Functions' own, not the caller's: it needs no right of theirs.
  const found = await cloud.call<DescribeLogGroupsResponse>(
    "logs",
    "DescribeLogGroups",
    { logGroupNamePrefix: group },
    root,
  );
  if (!found.logGroups?.some(({ logGroupName }) => logGroupName === group)) {
    throw invalid("Log Destination not found.");
  }
}

const invalid = (reason: string): AwsError =>
  new AwsError("InvalidLoggingConfiguration", `Invalid Logging Configuration: ${reason}`);
