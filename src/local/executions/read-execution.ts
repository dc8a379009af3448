import type { Definition, ExecutionStatus, HistoryEvent } from "#asl";
import type { ExecutionDetail } from "../console/read-api.ts";
import { root } from "../root.ts";
import type { Cloud } from "../service.ts";
import { executionOutcome } from "./execution-outcome.ts";
import { executionSubject } from "./execution-subject.ts";
import { workflowNameOf } from "./list-workflows.ts";

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

/** An execution with its definition and its whole history, as far as it is. */
export async function readExecution(cloud: Cloud, executionArn: string): Promise<ExecutionDetail> {
  const [execution, machine, history] = await Promise.all([
    cloud.call<DescribedExecution>("states", "DescribeExecution", { executionArn }, root),
    // The definition as it was when the execution began, which a later deployment does not change.
    cloud.call<{ definition: string; name: string }>(
      "states",
      "DescribeStateMachineForExecution",
      { executionArn },
      root,
    ),
    readHistory(cloud, executionArn),
  ]);
  const { name, status, startDate, stopDate, input = "null", output, error, cause } = execution;
  return {
    arn: executionArn,
    name,
    workflow: (await workflowNameOf(cloud, execution.stateMachineArn)) ?? machine.name,
    status,
    startedAt: startDate.getTime(),
    stoppedAt: stopDate?.getTime() ?? null,
    subject: executionSubject(JSON.parse(input)),
    outcome: executionOutcome(status, output === undefined ? undefined : JSON.parse(output), error),
    input,
    output: output ?? null,
    error: error ?? null,
    cause: cause ?? null,
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
