import { Names, RemovalPolicy } from "aws-cdk-lib";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { CfnStateMachine } from "aws-cdk-lib/aws-stepfunctions";
import type { Construct } from "constructs";
import type { WorkflowType } from "#authoring";

const levels = {
  // The history of a Standard execution has everything.
  standard: { level: "ERROR", includeExecutionData: false },
  // Of an Express execution nothing is left but its log: the console of Step Functions reads it there, too.
  express: { level: "ALL", includeExecutionData: true },
} as const;

/** The log group of a state machine, and what its executions write to it. */
export function executionLog(scope: Construct, type: WorkflowType): CfnStateMachine.LoggingConfigurationProperty {
  const logGroup = new LogGroup(scope, "Logs", {
    // Step Functions writes a resource policy of limited length for each group it delivers to, except under this prefix.
    logGroupName: `/aws/vendedlogs/states/${Names.uniqueResourceName(scope, { maxLength: 200, separator: "-" })}`,
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  return {
    ...levels[type],
    destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: logGroup.logGroupArn } }],
  };
}
