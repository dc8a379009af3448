import { runtime } from "./runtime.ts";
import type { Workflow } from "./workflow.ts";

/** What a workflow's output is to who called it: JSON, in which undefined is null. */
export type CalledOutput<Output> = [Output] extends [void]
  ? null
  : Exclude<Output, undefined> | (undefined extends Output ? null : never);

/**
 * Runs another workflow as an execution of its own and waits for its output. If that does not succeed, it fails with
 * `errors.TaskFailed` and the message of what went wrong there; if the caller is stopped, so is the other.
 *
 * @example
 * import shipOrder from "./ship-order.ts";
 * const { parcel } = await call(shipOrder, { orderId });
 */
export function call<Input, Output>(
  workflow: Workflow<Input, Output>,
  input: NoInfer<Input>,
): Promise<CalledOutput<Output>> {
  return runtime().callWorkflow(workflow as Workflow, input) as Promise<CalledOutput<Output>>;
}
