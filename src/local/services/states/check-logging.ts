import type { DescribeLogGroupsResponse } from "@aws-sdk/client-cloudwatch-logs";
import { AwsError } from "../../aws-error.ts";
import { authorize } from "../../iam/authorize.ts";
import { root } from "../../root.ts";
import type { LoggingConfiguration } from "../../runtime/logging-configuration.ts";
import type { Cloud } from "../../service.ts";

/** What the role needs so that Step Functions can have its log delivered. */
const deliveryActions = [
  "logs:CreateLogDelivery",
  "logs:GetLogDelivery",
  "logs:UpdateLogDelivery",
  "logs:DeleteLogDelivery",
  "logs:ListLogDeliveries",
  "logs:PutResourcePolicy",
  "logs:DescribeResourcePolicies",
  "logs:DescribeLogGroups",
];

/**
 * Throws `InvalidLoggingConfiguration` unless the log group is there to take what the level asks for, and
 * `AccessDeniedException` unless the role may have a log delivered.
 */
export async function checkLogging(
  cloud: Cloud,
  { logging, roleArn }: { readonly logging: LoggingConfiguration | undefined; readonly roleArn: string },
): Promise<void> {
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
  const role = { kind: "role", roleArn, sessionName: "StepFunctions" } as const;
  const needed = deliveryActions.map((action) => ({ action, resource: "*" }));
  if (authorize(cloud, role, needed) !== undefined) {
    throw new AwsError(
      "AccessDeniedException",
      "The state machine IAM Role is not authorized to access the Log Destination",
    );
  }
}

const invalid = (reason: string): AwsError =>
  new AwsError("InvalidLoggingConfiguration", `Invalid Logging Configuration: ${reason}`);
