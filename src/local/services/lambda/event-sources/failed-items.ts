import type { InvocationResult } from "../../../function-runner/index.ts";

/**
 * Which messages of a batch a function says it failed: their ids, or `all`.
 *
 * With ReportBatchItemFailures a result without failures succeeds as a whole, and one that Lambda cannot read fails as a whole.
 */
export function failedItems(
  result: InvocationResult,
  ids: readonly string[],
  reportsItemFailures: boolean,
): ReadonlySet<string> | "all" {
  if (result.isError) return "all";
  if (!reportsItemFailures) return new Set();
  const answer = JSON.parse(result.payload) as { readonly batchItemFailures?: unknown } | null;
  const failures = answer?.batchItemFailures;
  if (failures === undefined || failures === null) return new Set();
  if (!Array.isArray(failures)) return "all";
  const failed = failures.map((one: { readonly itemIdentifier?: unknown } | null) => one?.itemIdentifier);
  return failed.every((id): id is string => typeof id === "string" && ids.includes(id)) ? new Set(failed) : "all";
}
