import type { MapRunSummary } from "../console/read-api.ts";
import type { ChildStatus } from "../runtime/map-run-row.ts";
import type { MapRunStore } from "../runtime/map-run-store.ts";
import type { Cloud } from "../service.ts";
import { listChildren } from "./execution-summaries.ts";

/** How many map runs are shown of an execution, and child executions of each. */
const mostRuns = 100;
const mostChildren = 100;

/** The newest map runs of an execution, oldest first. */
export function readMapRuns(
  cloud: Cloud,
  store: MapRunStore,
  executionId: number,
  workflow: string,
): readonly MapRunSummary[] {
  const runs = store.listOf(executionId, Number.MAX_SAFE_INTEGER, mostRuns).toReversed();
  return runs.map(({ id, arn, label, status }): MapRunSummary => {
    const counts = store.countsOf(id);
    const items = (of: ChildStatus): number => counts.get(of)?.items ?? 0;
    return {
      arn,
      label,
      status,
      items: {
        PENDING: items("PENDING") + items("PENDING_REDRIVE"),
        RUNNING: items("RUNNING"),
        SUCCEEDED: items("SUCCEEDED"),
        FAILED: items("FAILED"),
        TIMED_OUT: items("TIMED_OUT"),
        ABORTED: items("ABORTED"),
      },
      children: listChildren(cloud, arn, workflow, mostChildren),
    };
  });
}
