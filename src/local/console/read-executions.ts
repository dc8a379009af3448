import type { ExecutionStatus } from "#asl";
import type { Cloud } from "../service.ts";
import type { ApiRequest } from "./console-handler.ts";
import { root } from "../root.ts";
import { listWorkflows, type ListedWorkflow } from "./list-workflows.ts";
import type { ExecutionPage, ExecutionSummary } from "./read-api.ts";

/** Executions of each workflow that the list shows. */
const newest = 200;

interface ListedExecution {
  readonly executionArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startDate: Date;
  readonly stopDate?: Date;
}

export async function readExecutions({ cloud }: ApiRequest): Promise<ExecutionPage> {
  const machines = await listWorkflows(cloud);
  const lists = await Promise.all(machines.map((machine) => listExecutions(cloud, machine)));
  return {
    workflows: machines.map(({ name }) => name),
    executions: lists.flat().toSorted((left, right) => right.startedAt - left.startedAt),
  };
}

async function listExecutions(cloud: Cloud, machine: ListedWorkflow): Promise<readonly ExecutionSummary[]> {
  const { executions } = await cloud.call<{ executions: readonly ListedExecution[] }>(
    "states",
    "ListExecutions",
    { stateMachineArn: machine.stateMachineArn, maxResults: newest },
    root,
  );
  return executions.map(({ executionArn, name, status, startDate, stopDate }) => ({
    arn: executionArn,
    name,
    workflow: machine.name,
    status,
    startedAt: startDate.getTime(),
    stoppedAt: stopDate?.getTime() ?? null,
  }));
}
