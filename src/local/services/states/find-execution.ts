import type { ExecutionRow } from "../../runtime/execution-row.ts";
import { checkExecutionArn } from "./arns.ts";
import { executionDoesNotExist } from "./errors.ts";
import type { States } from "./states.ts";

/** Throws `ExecutionDoesNotExist`. An execution exists once its start is committed. */
export function findExecution({ runtime }: States, arn: string | undefined): ExecutionRow {
  const execution = runtime.store.findByArn(checkExecutionArn(arn));
  if (execution === undefined) throw executionDoesNotExist(arn ?? "");
  return execution;
}
