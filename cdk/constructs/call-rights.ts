import { Aws } from "aws-cdk-lib";
import type { WorkflowType } from "#authoring";
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
  const machinesOf = (type: WorkflowType): readonly CalledWorkflow[] =>
    calls.filter((call) => call.type === type).map((call) => calledWorkflow(name, call.name, called));
  return [...standardRights(machinesOf("standard")), ...expressRights(machinesOf("express"))];
}

/** Rights are checked on the state machine's own ARN, also for a start through an alias. */
const arnsOf = (machines: readonly CalledWorkflow[]): readonly string[] =>
  machines.map(({ stateMachineArn }) => stateMachineArn);

function standardRights(machines: readonly CalledWorkflow[]): readonly Right[] {
  if (machines.length === 0) return [];
  return [
    { actions: ["states:StartExecution"], resources: arnsOf(machines) },
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

/** The call itself waits, and tells how the execution ended. */
function expressRights(machines: readonly CalledWorkflow[]): readonly Right[] {
  return machines.length === 0 ? [] : [{ actions: ["states:StartSyncExecution"], resources: arnsOf(machines) }];
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
