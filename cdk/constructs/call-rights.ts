import { Aws } from "aws-cdk-lib";
import type { CompiledWorkflow } from "#compiler";
import type { Right } from "./service-role.ts";

/** A state machine that another calls. */
export interface CalledWorkflow {
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  /** What is started. */
  readonly aliasArn: string;
}

/**
 * What a state machine's role needs to start others and wait for them (AWS: "Start a new AWS Step Functions state machine from a
 * running execution", IAM policies).
 */
export function callRights(
  { name, calls }: CompiledWorkflow,
  called: ReadonlyMap<string, CalledWorkflow>,
): readonly Right[] {
  if (calls.length === 0) return [];
  const machines = calls.map((call) => calledWorkflow(name, call.name, called));
  return [
    // Checked on the state machine's own ARN, also for a start through an alias.
    { actions: ["states:StartExecution"], resources: machines.map(({ stateMachineArn }) => stateMachineArn) },
    ...machines.map(({ stateMachineName }) => ({
      actions: ["states:DescribeExecution", "states:StopExecution"],
      resources: [`arn:${Aws.PARTITION}:states:${Aws.REGION}:${Aws.ACCOUNT_ID}:execution:${stateMachineName}:*`],
      wildcardReason: "Executions get their names when they start.",
    })),
    {
      actions: ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
      resources: [`arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:rule/${managedRule}`],
    },
  ];
}

/** The rule by which Step Functions hears of the end of executions; it makes it itself. */
const managedRule = "StepFunctionsGetEventsForStepFunctionsExecutionRule";

export function calledWorkflow(
  workflow: string,
  name: string,
  called: ReadonlyMap<string, CalledWorkflow>,
): CalledWorkflow {
  const found = called.get(name);
  if (found === undefined) throw new Error(`workflow "${workflow}" calls "${name}", which is not among those given`);
  return found;
}
