import type { Json } from "#asl";
import type { ExecutionIdentity, ExecutionResult } from "../types.ts";

/** A child execution of a map run, as its results are written. */
export interface MapRunResult {
  readonly identity: Pick<ExecutionIdentity, "executionArn" | "executionName" | "stateMachineArn">;
  readonly input: Json;
  /** Absent for a child that was never started. */
  readonly startedAt?: number | undefined;
  readonly stoppedAt?: number | undefined;
  /** @default 0 */
  readonly redriveCount?: number;
  readonly result?: Omit<ExecutionResult, "kind"> | undefined;
}

/** What is known of a child execution, in the words of a result file. */
export function describeChild({ identity, input, startedAt, stoppedAt, redriveCount = 0, result }: MapRunResult): Json {
  const { executionArn, executionName, stateMachineArn } = identity;
  const status = startedAt === undefined ? "PENDING" : (result?.status ?? "ABORTED");
  return {
    ExecutionArn: executionArn,
    Input: JSON.stringify(input),
    InputDetails: { Included: true },
    Name: executionName,
    ...(result?.output === undefined
      ? {}
      : { Output: JSON.stringify(result.output), OutputDetails: { Included: true } }),
    ...(result?.error === undefined ? {} : { Error: result.error }),
    ...(result?.cause === undefined ? {} : { Cause: result.cause }),
    RedriveCount: redriveCount,
    RedriveStatus: "NOT_REDRIVABLE",
    ...(status === "SUCCEEDED" ? { RedriveStatusReason: "Execution is SUCCEEDED and cannot be redriven" } : {}),
    ...(startedAt === undefined ? {} : { StartDate: new Date(startedAt).toISOString() }),
    StateMachineArn: stateMachineArn,
    Status: status,
    ...(stoppedAt === undefined ? {} : { StopDate: new Date(stoppedAt).toISOString() }),
  };
}

/**
 * What stands in the array of results for a child. AWS ("ResultWriter", on Transformation): its output, and for one that failed
 * the same as in a result file.
 */
export function resultOfChild(child: MapRunResult): Json {
  return child.result?.status === "SUCCEEDED" ? (child.result.output ?? null) : describeChild(child);
}
