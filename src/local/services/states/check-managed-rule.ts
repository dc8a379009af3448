import { AwsError } from "../../aws-error.ts";
import { authorize } from "../../iam/authorize.ts";
import type { Cloud } from "../../service.ts";

const actions = ["events:PutTargets", "events:PutRule", "events:DescribeRule"];

/**
 * AWS hears of the end of executions that a state machine waits for by a rule which it makes itself, with the rights of the
 * machine's role: without them it does not take the definition.
 */
export function checkManagedRule(cloud: Cloud, definition: string, roleArn: string): void {
  if (!/"arn:[^"]*:states:startExecution\.sync/.test(definition)) return;
  const { region, accountId } = cloud;
  const resource = `arn:aws:events:${region}:${accountId}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule`;
  const principal = { kind: "role", roleArn, sessionName: "states" } as const;
  const denied = authorize(
    cloud,
    principal,
    actions.map((action) => ({ action, resource })),
  );
  if (denied !== undefined) {
    throw new AwsError("AccessDeniedException", `'${roleArn}' is not authorized to create managed-rule.`);
  }
}
