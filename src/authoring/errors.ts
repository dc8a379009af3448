import type { Task } from "./task.ts";

/**
 * Ends an execution as failed, with an error name of your choice.
 *
 * @example
 * throw new WorkflowError("OrderTooLarge", `order ${order.id} exceeds the limit`);
 */
export class WorkflowError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** An error that a task function declared in its contract, as `catch` sees it. */
export interface TaskError<Name extends string = string> extends Error {
  readonly name: Name;
}

/**
 * Whether a caught error is one that the task function declared. Without a name: any of the declared ones.
 *
 * @example
 * if (!isTaskError(error, chargeCard, "CardDeclined")) throw error;
 */
export function isTaskError<Errors extends string, Name extends Errors>(
  error: unknown,
  // Only the error names matter here; the schemas stay out of inference.
  task: { readonly contract: { readonly name: string; readonly errors: readonly Errors[] } } & Pick<Task, never>,
  name?: Name,
): error is TaskError<Name> {
  return (
    error instanceof Error &&
    (name === undefined ? (task.contract.errors as readonly string[]).includes(error.name) : error.name === name)
  );
}
