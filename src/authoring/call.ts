import { checkOptions } from "./names.ts";
import { runtime } from "./runtime.ts";
import { checkSeconds } from "./seconds.ts";
import type { Workflow } from "./workflow.ts";

/** What a workflow's output is to who called it: JSON, in which undefined is null. */
export type CalledOutput<Output> = [Output] extends [void]
  ? null
  : Exclude<Output, undefined> | (undefined extends Output ? null : never);

export interface CallWorkflowOptions {
  /** Fails with `errors.Timeout` after this long. @default a year; of an Express workflow five minutes: the longest it may take */
  readonly timeoutSeconds?: number | undefined;
}

/** The longest that an execution may take, in seconds. */
export const longestExecutionSeconds = 31_536_000;

/** The longest that an execution of an Express workflow may take, in seconds. */
export const longestExpressSeconds = 300;

/** Throws a TypeError where Step Functions would refuse the options. */
export function checkCallWorkflow(options: CallWorkflowOptions): void {
  checkOptions("call", options, ["timeoutSeconds"]);
  if (options.timeoutSeconds !== undefined) checkSeconds("call: timeoutSeconds", options.timeoutSeconds);
}

/**
 * Runs another workflow as an execution of its own and waits for its output. If that does not succeed, it fails with
 * `errors.TaskFailed` and the message of what went wrong there; if the caller is stopped, so is the other, unless it is Express.
 *
 * @example
 * import shipOrder from "./ship-order.ts";
 * const { parcel } = await call(shipOrder, { orderId });
 */
export function call<Input, Output>(
  workflow: Workflow<Input, Output>,
  input: NoInfer<Input>,
  options: CallWorkflowOptions = {},
): Promise<CalledOutput<Output>> {
  checkCallWorkflow(options);
  return runtime().callWorkflow(workflow as Workflow, input, options) as Promise<CalledOutput<Output>>;
}
