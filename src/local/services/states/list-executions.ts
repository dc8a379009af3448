import type { ListExecutionsInput, ListExecutionsOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { machineArnOf, parseMachineArn } from "./arns.ts";
import { summarizeExecution } from "./describe-execution.ts";
import { machineTypeNotSupported, validation } from "./errors.ts";
import { findMachine } from "./find-machine.ts";
import { findMapRun } from "./find-map-run.ts";
import { cutPage, pageSize, readToken, writeToken } from "./page.ts";
import type { States } from "./states.ts";

const statuses = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"] as const;

/** Executions of a state machine, of one version or alias, or of a map run, from the newest to the oldest. */
export const listExecutions = (states: States): Operation<ListExecutionsInput, ListExecutionsOutput> => ({
  members: ["stateMachineArn", "mapRunArn", "statusFilter", "maxResults", "nextToken"],
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
    return mapRunArn === undefined ? listOfMachine(states, input) : listOfMapRun(states, input);
  },
});

function listOfMachine(states: States, input: ListExecutionsInput): ListExecutionsOutput {
  const { stateMachineArn, statusFilter, maxResults, nextToken } = input;
  const machine = findMachine(states, stateMachineArn);
  if (machine.type === "EXPRESS") throw machineTypeNotSupported();
  const { qualifier } = parseMachineArn(stateMachineArn);
  const size = pageSize(maxResults);
  const question = [stateMachineArn, statusFilter ?? null];
  const before = readToken(question, nextToken);
  // Nothing is ever pending a redrive here.
  if (statusFilter === "PENDING_REDRIVE") return { executions: [] };
  const found = states.runtime.store.list({
    machineArn: machine.arn,
    ...(statusFilter === undefined ? {} : { status: statusFilter }),
    ...(qualifier === undefined ? {} : { qualifier }),
    ...(before === undefined ? {} : { before: Number(before) }),
    limit: size + 1,
  });
  const page = cutPage(found, size, ({ id }) => writeToken(question, id));
  return { executions: page.items.map(summarizeExecution), ...page.nextToken };
}

function listOfMapRun(states: States, input: ListExecutionsInput): ListExecutionsOutput {
  const { mapRunArn, statusFilter, maxResults, nextToken } = input;
  const { store, mapRuns } = states.runtime;
  const run = findMapRun(states, mapRunArn);
  const size = pageSize(maxResults);
  const question = [mapRunArn, statusFilter ?? null];
  const before = Number(readToken(question, nextToken) ?? Number.MAX_SAFE_INTEGER);
  const found = mapRuns.startedOf(run.id, {
    before,
    limit: size + 1,
    ...(statusFilter === undefined ? {} : { status: statusFilter }),
  });
  const page = cutPage(found, size, ({ executionId }) => writeToken(question, executionId));
  const executions = page.items.flatMap(({ executionId, itemCount }) => {
    const execution = store.findById(executionId);
    return execution === undefined ? [] : [{ ...summarizeExecution(execution), mapRunArn: run.arn, itemCount }];
  });
  return { executions, ...page.nextToken };
}
