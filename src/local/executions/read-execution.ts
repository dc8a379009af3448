import type { Definition, HistoryEvent } from "#asl";
import type { ExecutionDetail } from "../console/read-api.ts";
import { createExecutionStore, type ExecutionStore } from "../runtime/execution-store.ts";
import { createMapRunStore } from "../runtime/map-run-store.ts";
import type { Cloud } from "../service.ts";
import { executionDoesNotExist } from "../services/states/errors.ts";
import { executionOutcome } from "./execution-outcome.ts";
import { childSubject, executionSubject } from "./execution-subject.ts";
import { workflowNameOf } from "./list-workflows.ts";
import { readMapRuns } from "./read-map-runs.ts";

/**
 * An execution with its definition and its whole history, as far as it is. Of Express executions, too, of which the operations
 * of Step Functions tell nothing: AWS's console finds them in their log, which here may have less than what is stored.
 */
export async function readExecution(cloud: Cloud, arn: string): Promise<ExecutionDetail> {
  const store = createExecutionStore(cloud.db);
  const execution = store.findByArn(arn);
  if (execution === undefined) throw executionDoesNotExist(arn);
  const { id, name, machineArn, machineName, status, startedAt, stoppedAt, input, output, error, cause } = execution;
  // A child execution is one of `machine/label`, which has no tags of its own.
  const [ownMachineArn = "", label] = machineArn.split("/");
  const workflow = (await workflowNameOf(cloud, ownMachineArn)) ?? machineName.split("/")[0] ?? "";
  const mapRuns = createMapRunStore(cloud.db);
  const parent = mapRuns.findByChild(id);
  return {
    arn,
    name,
    workflow: label === undefined ? workflow : `${workflow}/${label}`,
    status,
    startedAt,
    stoppedAt: stoppedAt ?? null,
    subject: (parent === undefined ? executionSubject : childSubject)(JSON.parse(input)),
    outcome: executionOutcome(status, output === undefined ? undefined : JSON.parse(output), error),
    input,
    output: output ?? null,
    error: error ?? null,
    cause: cause ?? null,
    // As it was when the execution began, which a later deployment does not change.
    definition: JSON.parse(store.definitionOf(execution.definitionHash) ?? "{}") as Definition,
    history: readHistory(store, id),
    mapRuns: readMapRuns(cloud, mapRuns, id, workflow),
    parentArn: (parent && store.findById(parent.executionId)?.arn) ?? null,
  };
}

const eventsAtOnce = 1000;

function readHistory(store: ExecutionStore, executionId: number): readonly HistoryEvent[] {
  const events: HistoryEvent[] = [];
  for (;;) {
    const from = (events.at(-1)?.id ?? 0) + 1;
    const page = store.history({ executionId, reverse: false, from, limit: eventsAtOnce });
    events.push(...page);
    if (page.length < eventsAtOnce) return events;
  }
}
