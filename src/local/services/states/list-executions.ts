import type { ListExecutionsInput, ListExecutionsOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { machineArnOf, parseMachineArn } from "./arns.ts";
import { summarizeExecution } from "./describe-execution.ts";
import { validation } from "./errors.ts";
import { findMachine } from "./find-machine.ts";
import { cutPage, pageSize, readToken, writeToken } from "./page.ts";
import type { States } from "./states.ts";

const statuses = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"] as const;

/** Executions of a state machine, or of one version or alias, from the newest to the oldest. */
export const listExecutions = (states: States): Operation<ListExecutionsInput, ListExecutionsOutput> => ({
  members: ["stateMachineArn", "statusFilter", "maxResults", "nextToken"],
  authorize: (input) => [{ action: "states:ListExecutions", resource: machineArnOf(input.stateMachineArn) }],
  handle({ stateMachineArn, statusFilter, maxResults, nextToken }) {
    if (stateMachineArn === undefined) throw validation("Must specify exactly one of stateMachineArn or mapRunArn.");
    if (statusFilter !== undefined && !statuses.includes(statusFilter)) {
      throw validation(
        `1 validation error detected: Value '${String(statusFilter)}' at 'statusFilter' failed to satisfy constraint: ` +
          `Member must satisfy enum value set: [${statuses.join(", ")}]`,
      );
    }
    const machine = findMachine(states, stateMachineArn);
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
  },
});
