import type { ListExecutionsInput, ListExecutionsOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { machineArnOf, parseMachineArn } from "./arns.ts";
import { summarizeExecution } from "./describe-execution.ts";
import { constraint, machineTypeNotSupported, validation } from "./errors.ts";
import { findMachine } from "./find-machine.ts";
import { findMapRun } from "./find-map-run.ts";
import { cutPage, pageSize, readToken, writeToken } from "./page.ts";
import type { States } from "./states.ts";

const statuses = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"] as const;

const redriveFilters = ["REDRIVEN", "NOT_REDRIVEN"] as const;

/** Executions of a state machine, of one version or alias, or of a map run, from the newest to the oldest. */
export const listExecutions = (states: States): Operation<ListExecutionsInput, ListExecutionsOutput> => ({
  members: ["stateMachineArn", "mapRunArn", "statusFilter", "redriveFilter", "maxResults", "nextToken"],
  authorize: ({ stateMachineArn, mapRunArn }) => [
    { action: "states:ListExecutions", resource: mapRunArn ?? machineArnOf(stateMachineArn) },
  ],
  handle(input) {
    const { stateMachineArn, mapRunArn, statusFilter } = input;
    if ((stateMachineArn === undefined) === (mapRunArn === undefined)) {
      throw validation("Must specify exactly one of stateMachineArn or mapRunArn.");
    }
    if (statusFilter !== undefined && !statuses.includes(statusFilter)) {
      throw validation(
        `1 validation error detected: Value '${String(statusFilter)}' at 'statusFilter' failed to satisfy constraint: ` +
          `Member must satisfy enum value set: [${statuses.join(", ")}]`,
      );
    }
    checkRedriveFilter(input);
    return mapRunArn === undefined ? listOfMachine(states, input) : listOfMapRun(states, input);
  },
});

/** AWS: both concern map runs only. */
function checkRedriveFilter({ mapRunArn, redriveFilter, statusFilter }: ListExecutionsInput): void {
  if (redriveFilter !== undefined && !redriveFilters.includes(redriveFilter)) {
    throw constraint("redriveFilter", redriveFilter, `satisfy enum value set: [${redriveFilters.join(", ")}]`);
  }
  if (mapRunArn !== undefined) return;
  if (redriveFilter !== undefined) throw validation("redriveFilter can only be specified with mapRunArn.");
  if (statusFilter === "PENDING_REDRIVE") {
    throw validation("A statusFilter of PENDING_REDRIVE can only be specified with mapRunArn.");
  }
}

function listOfMachine(states: States, input: ListExecutionsInput): ListExecutionsOutput {
  const { stateMachineArn, statusFilter, maxResults, nextToken } = input;
  const machine = findMachine(states, stateMachineArn);
  if (machine.type === "EXPRESS") throw machineTypeNotSupported();
  const { qualifier } = parseMachineArn(stateMachineArn);
  const size = pageSize(maxResults);
  const question = [stateMachineArn, statusFilter ?? null];
  const before = readToken(question, nextToken);
  const found = states.runtime.store.list({
    machineArn: machine.arn,
    ...(statusFilter === undefined || statusFilter === "PENDING_REDRIVE" ? {} : { status: statusFilter }),
    ...(qualifier === undefined ? {} : { qualifier }),
    ...(before === undefined ? {} : { before: Number(before) }),
    limit: size + 1,
  });
  const page = cutPage(found, size, ({ id }) => writeToken(question, id));
  return { executions: page.items.map(summarizeExecution), ...page.nextToken };
}

function listOfMapRun(states: States, input: ListExecutionsInput): ListExecutionsOutput {
  const { mapRunArn, statusFilter, redriveFilter, maxResults, nextToken } = input;
  const { store, mapRuns } = states.runtime;
  const run = findMapRun(states, mapRunArn);
  const size = pageSize(maxResults);
  const question = [mapRunArn, statusFilter ?? null, redriveFilter ?? null];
  const before = Number(readToken(question, nextToken) ?? Number.MAX_SAFE_INTEGER);
  const found = mapRuns.startedOf(run.id, {
    before,
    limit: size + 1,
    ...(statusFilter === undefined ? {} : { status: statusFilter }),
    ...(redriveFilter === undefined ? {} : { redriven: redriveFilter === "REDRIVEN" }),
  });
  const page = cutPage(found, size, ({ executionId }) => writeToken(question, executionId));
  const executions = page.items.flatMap(({ executionId, itemCount, status }) => {
    const execution = store.findById(executionId);
    if (execution === undefined) return [];
    const isPending = status === "PENDING_REDRIVE" ? { status } : {};
    return [{ ...summarizeExecution(execution), ...isPending, mapRunArn: run.arn, itemCount }];
  });
  return { executions, ...page.nextToken };
}
