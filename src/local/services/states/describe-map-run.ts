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
    const counts = states.runtime.mapRuns.countsOf(run.id);
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
      itemCounts: countsOf(run, counts, "items"),
      executionCounts: countsOf(run, counts, "children"),
      redriveCount: 0,
    };
  },
});

function countsOf(
  { resultsWritten }: MapRunRow,
  counts: ReadonlyMap<ChildStatus, ChildCount>,
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
    // Without RedriveExecution nothing waits for it; of Map runs that failed, AWS would redrive every child.
    failuresNotRedrivable: 0,
    pendingRedrive: 0,
  };
}
