import type { DescribeExecutionInput, DescribeExecutionOutput } from "@aws-sdk/client-sfn";
import { isMapRunChild } from "../../runtime/execution-row.ts";
import type { ExecutionRow } from "../../runtime/execution-row.ts";
import type { Operation } from "../../service.ts";
import { findExecution } from "./find-execution.ts";
import { redriveStatus as redriveStatusOf } from "./redrive-status.ts";
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
      ...redriveOf(states, execution),
    };
  },
});

function mapRunOf({ runtime: { mapRuns } }: States, execution: ExecutionRow) {
  const run = isMapRunChild(execution) ? mapRuns.findByChild(execution.id) : undefined;
  if (run === undefined) return {};
  const isPending = mapRuns.statusOfChild(execution.id) === "PENDING_REDRIVE";
  return { mapRunArn: run.arn, ...(isPending ? { status: "PENDING_REDRIVE" as const } : {}) };
}

/** What a list tells of an execution, and a description too. */
export function summarizeExecution(execution: ExecutionRow) {
  const { arn, machineArn, name, status, startedAt, stoppedAt, versionArn, aliasArn, redriveCount, redrivenAt } =
    execution;
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    startDate: new Date(startedAt),
    ...(stoppedAt === undefined ? {} : { stopDate: new Date(stoppedAt) }),
    ...(versionArn === undefined ? {} : { stateMachineVersionArn: versionArn }),
    ...(aliasArn === undefined ? {} : { stateMachineAliasArn: aliasArn }),
    redriveCount,
    ...(redrivenAt === undefined ? {} : { redriveDate: new Date(redrivenAt) }),
  };
}

function redriveOf(states: States, execution: ExecutionRow) {
  const { status: redriveStatus, reason } = redriveStatusOf(states, execution);
  return { redriveStatus, ...(reason === undefined ? {} : { redriveStatusReason: reason }) };
}
