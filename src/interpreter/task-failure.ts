/** What `performTask` throws when a task fails; `error` is the name that `ErrorEquals` matches. */
export class TaskFailure extends Error {
  override readonly name = "TaskFailure";
  readonly error: string;
  override readonly cause: string;

  constructor(error: string, cause: string) {
    super(`${error}: ${cause}`);
    this.error = error;
    this.cause = cause;
  }
}
