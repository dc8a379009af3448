import type { UpdateMapRunInput, UpdateMapRunOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { constraint, validation } from "./errors.ts";
import { findMapRun } from "./find-map-run.ts";
import type { States } from "./states.ts";

/** Changes the limits of a map run that is under way; they hold from the next child on. */
export const updateMapRun = (states: States): Operation<UpdateMapRunInput, UpdateMapRunOutput> => ({
  members: ["mapRunArn", "maxConcurrency", "toleratedFailureCount", "toleratedFailurePercentage"],
  authorize: (input) => [{ action: "states:UpdateMapRun", resource: input.mapRunArn ?? "" }],
  handle(input) {
    const { maxConcurrency, toleratedFailureCount: count, toleratedFailurePercentage: percentage } = input;
    const run = findMapRun(states, input.mapRunArn);
    checkNumber("maxConcurrency", maxConcurrency);
    checkNumber("toleratedFailureCount", count);
    checkNumber("toleratedFailurePercentage", percentage, 100);
    if (run.status !== "RUNNING") throw validation(`Map Run is not RUNNING: '${run.arn}'`);
    inTransaction(states.cloud.db, () =>
      states.runtime.mapRuns.change({
        id: run.id,
        maxConcurrency: maxConcurrency ?? run.maxConcurrency,
        tolerated: {
          ...run.tolerated,
          ...(count === undefined ? {} : { count }),
          ...(percentage === undefined ? {} : { percentage }),
        },
      }),
    );
    states.runtime.settleMapRun(run.id);
    return {};
  },
});

function checkNumber(member: string, value: number | undefined, most = Infinity): void {
  if (value === undefined || (value >= 0 && value <= most)) return;
  const rule = value < 0 ? "have value greater than or equal to 0" : `have value less than or equal to ${most}`;
  throw constraint(member, value, rule);
}
