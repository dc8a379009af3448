import type { ExecutionSummary } from "../../src/local/console/read-api.ts";

export interface ExecutionFilter {
  /** Empty for any. */
  readonly workflow: string;
  readonly status: string;
  /** Part of an execution's name, case ignored. */
  readonly text: string;
}

export function filterExecutions(
  executions: readonly ExecutionSummary[],
  { workflow, status, text }: ExecutionFilter,
): readonly ExecutionSummary[] {
  const wanted = text.trim().toLowerCase();
  return executions.filter(
    (execution) =>
      (workflow === "" || execution.workflow === workflow) &&
      (status === "" || execution.status === status) &&
      (wanted === "" || execution.name.toLowerCase().includes(wanted)),
  );
}
