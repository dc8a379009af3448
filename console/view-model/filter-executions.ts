import type { ExecutionSummary } from "../../src/local/console/read-api.ts";

export interface ExecutionFilter {
  /** Empty for any. */
  readonly workflow: string;
  readonly status: string;
  /** Part of an execution's name, of what it works on or of its outcome, case ignored. */
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
      (wanted === "" || searchedText(execution).includes(wanted)),
  );
}

const searchedText = ({ name, subject, outcome }: ExecutionSummary): string =>
  `${name}\n${subject}\n${outcome ?? ""}`.toLowerCase();
