import type { DescribeMapRunInput, DescribeMapRunOutput, MapRunItemCounts } from "@aws-sdk/client-sfn";
import type { ChildCount, ChildStatus, MapRunRow } from "../../runtime/map-run-row.ts";
import type { Operation } from "../../service.ts";
import { findMapRun } from "./find-map-run.ts";
import type { States } from "./states.ts";

/** How a map run stands: its limits, and how many items and child executions are in which state. */
export const describeMapRun = (states: States): Operation<DescribeMapRunInput, DescribeMapRunOutput> => ({
  members: ["mapRunArn"],
  authorize: (input) => [{ action: "states:DescribeMapRun", resource: input.mapRunArn ?? "" }],
  handle({ mapRunArn }) {
    const run = findMapRun(states, mapRunArn);
    const { mapRuns } = states.runtime;
    const counts = mapRuns.countsOf(run.id);
    const lost = mapRuns.lostOf(run.id, states.cloud.clock.now());
    const parent = states.runtime.store.findById(run.executionId);
    return {
      mapRunArn: run.arn,
      executionArn: parent?.arn,
      status: run.status,
      startDate: new Date(run.startedAt),
      ...(run.stoppedAt === undefined ? {} : { stopDate: new Date(run.stoppedAt) }),
      maxConcurrency: run.maxConcurrency,
      toleratedFailureCount: run.tolerated.count ?? 0,
      toleratedFailurePercentage: run.tolerated.percentage ?? 0,
      itemCounts: countsOf(run, { counts, lost }, "items"),
      executionCounts: countsOf(run, { counts, lost }, "children"),
      redriveCount: run.redriveCount,
      ...(run.redrivenAt === undefined ? {} : { redriveDate: new Date(run.redrivenAt) }),
    };
  },
});

function countsOf(
  { resultsWritten }: MapRunRow,
  { counts, lost }: { readonly counts: ReadonlyMap<ChildStatus, ChildCount>; readonly lost: ChildCount },
  of: keyof ChildCount,
): MapRunItemCounts {
  const total = [...counts.values()].reduce((sum, each) => sum + each[of], 0);
  const count = (status: ChildStatus): number => counts.get(status)?.[of] ?? 0;
  return {
    pending: count("PENDING"),
    running: count("RUNNING"),
    succeeded: count("SUCCEEDED"),
    failed: count("FAILED"),
    timedOut: count("TIMED_OUT"),
    aborted: count("ABORTED"),
    total,
    // The files hold every child, those that were never started too.
    resultsWritten: resultsWritten ? total : 0,
    failuresNotRedrivable: lost[of],
    pendingRedrive: count("PENDING_REDRIVE"),
  };
}
