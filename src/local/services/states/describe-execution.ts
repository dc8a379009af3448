import type { DescribeExecutionInput, DescribeExecutionOutput } from "@aws-sdk/client-sfn";
import { isMapRunChild } from "../../runtime/execution-row.ts";
import type { ExecutionRow } from "../../runtime/execution-row.ts";
import type { Operation } from "../../service.ts";
import { findExecution } from "./find-execution.ts";
import type { States } from "./states.ts";

export const describeExecution = (states: States): Operation<DescribeExecutionInput, DescribeExecutionOutput> => ({
  members: ["executionArn", "includedData"],
  authorize: (input) => [{ action: "states:DescribeExecution", resource: input.executionArn ?? "" }],
  handle({ executionArn, includedData }) {
    const execution = findExecution(states, executionArn);
    const isIncluded = includedData !== "METADATA_ONLY";
    const { output, error, cause, traceHeader } = execution;
    return {
      ...summarizeExecution(execution),
      inputDetails: { included: isIncluded },
      ...(isIncluded ? { input: execution.input } : {}),
      ...(output === undefined ? {} : { outputDetails: { included: isIncluded } }),
      ...(output !== undefined && isIncluded ? { output } : {}),
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
      ...(traceHeader === undefined ? {} : { traceHeader }),
      ...mapRunOf(states, execution),
      redriveStatus: "NOT_REDRIVABLE",
      redriveStatusReason: redriveReason(execution),
    };
  },
});

function mapRunOf({ runtime }: States, execution: ExecutionRow): { readonly mapRunArn?: string } {
  const run = isMapRunChild(execution) ? runtime.mapRuns.findByChild(execution.id) : undefined;
  return run === undefined ? {} : { mapRunArn: run.arn };
}

/** What a list tells of an execution, and a description too. */
export function summarizeExecution(execution: ExecutionRow) {
  const { arn, machineArn, name, status, startedAt, stoppedAt, versionArn, aliasArn } = execution;
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    startDate: new Date(startedAt),
    ...(stoppedAt === undefined ? {} : { stopDate: new Date(stoppedAt) }),
    ...(versionArn === undefined ? {} : { stateMachineVersionArn: versionArn }),
    ...(aliasArn === undefined ? {} : { stateMachineAliasArn: aliasArn }),
    redriveCount: 0,
  };
}

function redriveReason({ status }: ExecutionRow): string {
  return status === "RUNNING" || status === "SUCCEEDED"
    ? `Execution is ${status} and cannot be redriven`
    : "RedriveExecution is not implemented by the local cloud";
}
