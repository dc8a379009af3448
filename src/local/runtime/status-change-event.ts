import type { Json } from "#asl";
import type { ExecutionRow } from "./execution-row.ts";
import type { Redrivability } from "./redrivability.ts";

// EventBridge takes 256 KiB per event; beyond this Step Functions leaves the data out and says so.
const maxDataBytes = 248 * 1024;

/** An event that Step Functions puts on the default bus of its account. */
export interface StatusChangeEvent {
  readonly source: "aws.states";
  readonly detailType: "Step Functions Execution Status Change";
  readonly resources: readonly string[];
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly detail: { readonly [key: string]: Json };
}

/** Says that an execution came to its status, in the shape of EventBridge's reference. */
export function statusChangeEvent(execution: ExecutionRow, redrivability: Redrivability): StatusChangeEvent {
  const { status, output, error, cause } = execution;
  const isIncluded = Buffer.byteLength(execution.input) + Buffer.byteLength(output ?? "") <= maxDataBytes;
  const data = (text: string | undefined): Json => (isIncluded ? (text ?? null) : null);
  return {
    source: "aws.states",
    detailType: "Step Functions Execution Status Change",
    resources: [execution.arn],
    time: execution.stoppedAt ?? execution.redrivenAt ?? execution.startedAt,
    detail: {
      executionArn: execution.arn,
      stateMachineArn: execution.machineArn,
      name: execution.name,
      status,
      startDate: execution.startedAt,
      stopDate: execution.stoppedAt ?? null,
      input: data(execution.input),
      output: data(output),
      inputDetails: { included: isIncluded },
      outputDetails: output === undefined ? null : { included: isIncluded },
      error: error ?? null,
      cause: cause ?? null,
      stateMachineVersionArn: execution.versionArn ?? null,
      stateMachineAliasArn: execution.aliasArn ?? null,
      redriveCount: execution.redriveCount,
      redriveDate: execution.redrivenAt ?? null,
      redriveStatus: redrivability.status,
      redriveStatusReason: redrivability.reason ?? null,
    },
  };
}
