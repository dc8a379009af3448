import { errorNames } from "#asl";
import type { ToleratedFailures } from "../types.ts";

/** What a map run fails with when more of its items failed than it tolerates. */
export const thresholdExceeded = {
  error: errorNames.exceedToleratedFailureThreshold,
  cause: "The specified tolerated failure threshold was exceeded",
} as const;

/** Whether more items failed than are tolerated. AWS: "If you specify both values, the workflow fails when it exceeds either". */
export function exceedsTolerance(
  items: { readonly failed: number; readonly total: number },
  { count, percentage }: ToleratedFailures,
): boolean {
  if (count === undefined && percentage === undefined) return items.failed > 0;
  const isAboveCount = count !== undefined && items.failed > count;
  return isAboveCount || (percentage !== undefined && items.failed * 100 > percentage * items.total);
}
