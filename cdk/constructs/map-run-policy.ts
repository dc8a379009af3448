import { ArnFormat, Stack } from "aws-cdk-lib";
import { Policy, PolicyStatement, type Role } from "aws-cdk-lib/aws-iam";
import type { CfnStateMachine } from "aws-cdk-lib/aws-stepfunctions";
import type { Construct } from "constructs";
import { acknowledgeWildcard } from "./service-role.ts";

/**
 * Lets a state machine start, watch, stop and redrive child executions of itself (AWS: "IAM policies for using Distributed Map
 * states").
 *
 * A resource of its own: within the role, the role and the state machine would need each other first.
 */
export function mapRunPolicy(scope: Construct, role: Role, stateMachine: CfnStateMachine): Policy {
  const executions = (rest: string): string =>
    Stack.of(scope).formatArn({
      service: "states",
      resource: "execution",
      resourceName: `${stateMachine.attrName}${rest}`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  // Those of a map run stand behind a slash: `execution:NAME/LABEL:ID`.
  const children = executions("/*");
  const all = [executions(":*"), children];
  const policy = new Policy(scope, "MapRuns", {
    roles: [role],
    statements: [
      new PolicyStatement({ actions: ["states:StartExecution"], resources: [stateMachine.attrArn] }),
      new PolicyStatement({ actions: ["states:DescribeExecution", "states:StopExecution"], resources: all }),
      new PolicyStatement({ actions: ["states:RedriveExecution"], resources: [children] }),
    ],
  });
  for (const resource of all)
    acknowledgeWildcard(policy, resource, "A state machine's map runs reach executions of itself and of no other.");
  return policy;
}
