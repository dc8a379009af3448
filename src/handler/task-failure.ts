/**
 * Fails a task function with an error name that its contract declares, so that a workflow can catch it.
 *
 * Where the handler's context is at hand, `fail` is better: it takes only names of the contract.
 *
 * @example
 * throw new TaskFailure("UnreadableFile", `${key} is not UTF-8`);
 */
export class TaskFailure extends Error {
  // Lambda reports `error.name` as the errorType, which is what Step Functions matches in ErrorEquals.
  constructor(name: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}
