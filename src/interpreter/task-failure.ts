/** What `performTask` throws when a task fails; `error` is the name that `ErrorEquals` matches. A worker may leave out both. */
export class TaskFailure extends Error {
  override readonly name = "TaskFailure";
  readonly error: string | undefined;
  override readonly cause: string | undefined;

  constructor(error?: string, cause?: string) {
    super(`${error ?? ""}: ${cause ?? ""}`);
    this.error = error;
    this.cause = cause;
  }
}
