import type { ListMapRunsInput, ListMapRunsOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { findExecution } from "./find-execution.ts";
import { cutPage, pageSize, readToken, writeToken } from "./page.ts";
import type { States } from "./states.ts";

/** The map runs that an execution started, from the newest to the oldest. */
export const listMapRuns = (states: States): Operation<ListMapRunsInput, ListMapRunsOutput> => ({
  members: ["executionArn", "maxResults", "nextToken"],
  authorize: (input) => [{ action: "states:ListMapRuns", resource: input.executionArn ?? "" }],
  handle({ executionArn, maxResults, nextToken }) {
    const execution = findExecution(states, executionArn);
    const size = pageSize(maxResults);
    const before = Number(readToken([executionArn], nextToken) ?? Number.MAX_SAFE_INTEGER);
    const found = states.runtime.mapRuns.listOf(execution.id, before, size + 1);
    const page = cutPage(found, size, ({ id }) => writeToken([executionArn], id));
    const mapRuns = page.items.map(({ arn, label, startedAt, stoppedAt }) => ({
      executionArn: execution.arn,
      mapRunArn: arn,
      stateMachineArn: `${execution.machineArn}/${label}`,
      startDate: new Date(startedAt),
      ...(stoppedAt === undefined ? {} : { stopDate: new Date(stoppedAt) }),
    }));
    return { mapRuns, ...page.nextToken };
  },
});
