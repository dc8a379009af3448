import { kind } from "./kind.ts";
import { checkOptions } from "./names.ts";
import type { FinishedStatus, FinishedTrigger } from "./trigger.ts";

export interface FinishedOptions<Status extends FinishedStatus> {
  /** Only executions that end so. @default however they end */
  readonly status?: Status | readonly Status[];
}

const everyStatus: readonly FinishedStatus[] = ["SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"];

/** The trigger for the ends of a workflow's executions. */
export function finishedTrigger<Status extends FinishedStatus>(
  workflow: string,
  options: FinishedOptions<Status>,
): FinishedTrigger<Status> {
  checkOptions("workflow.finished", options, ["status"]);
  const given = options.status ?? (everyStatus as readonly Status[]);
  const statuses = typeof given === "string" ? [given] : given;
  if (statuses.length === 0 || statuses.some((status) => !everyStatus.includes(status))) {
    throw new TypeError(`workflow.finished: status must be of ${everyStatus.join(", ")}, got ${JSON.stringify(given)}`);
  }
  return {
    [kind]: "trigger",
    type: "finished",
    detailType: "Step Functions Execution Status Change",
    workflow,
    statuses: [...new Set(statuses)],
  };
}
