import type { Definition, ExecutionStatus, HistoryEvent } from "#asl";
import type { Cloud } from "../service.ts";
import type { ApiRequest } from "./console-handler.ts";
import { root } from "../root.ts";
import { workflowNameOf } from "./list-workflows.ts";
import type { ExecutionDetail } from "./read-api.ts";
import { requiredParameter } from "./required-parameter.ts";

interface DescribedExecution {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startDate: Date;
  readonly stopDate?: Date;
  readonly input?: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

export async function readExecution({ cloud, query }: ApiRequest): Promise<ExecutionDetail> {
  const arn = requiredParameter(query, "arn");
  const [execution, machine, history] = await Promise.all([
    cloud.call<DescribedExecution>("states", "DescribeExecution", { executionArn: arn }, root),
    // The definition as it was when the execution began, which a later deployment does not change.
    cloud.call<{ definition: string; name: string }>(
      "states",
      "DescribeStateMachineForExecution",
      { executionArn: arn },
      root,
    ),
    readHistory(cloud, arn),
  ]);
  return {
    arn,
    name: execution.name,
    workflow: (await workflowNameOf(cloud, execution.stateMachineArn)) ?? machine.name,
    status: execution.status,
    startedAt: execution.startDate.getTime(),
    stoppedAt: execution.stopDate?.getTime() ?? null,
    input: execution.input ?? "",
    output: execution.output ?? null,
    error: execution.error ?? null,
    cause: execution.cause ?? null,
    definition: JSON.parse(machine.definition) as Definition,
    history,
  };
}

type WireEvent = Omit<HistoryEvent, "timestamp"> & { readonly timestamp: Date };

async function readHistory(cloud: Cloud, executionArn: string): Promise<readonly HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page: { events: readonly WireEvent[]; nextToken?: string } = await cloud.call(
      "states",
      "GetExecutionHistory",
      { executionArn, maxResults: 1000, ...(nextToken === undefined ? {} : { nextToken }) },
      root,
    );
    events.push(...page.events.map((event) => ({ ...event, timestamp: event.timestamp.getTime() }) as HistoryEvent));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return events;
}
