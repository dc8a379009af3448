/**
 * Names of the errors that Step Functions, Lambda and Millrace raise themselves: to compare `error.name` with in a catch, and
 * for `retry`.
 *
 * @example
 * if (error instanceof Error && error.name === errors.Timeout) return { status: "too late" };
 */
export const errors = {
  /** Any error, in a `retry` rule: it must stand alone there. */
  All: "States.ALL",
  /** A task or a callback took longer than its `timeoutSeconds`. */
  Timeout: "States.Timeout",
  /** A callback had no heartbeat for longer than its `heartbeatSeconds`. */
  HeartbeatTimeout: "States.HeartbeatTimeout",
  /** A workflow that was called did not succeed; in a `retry` rule: any error but a timeout. */
  TaskFailed: "States.TaskFailed",
  /** A result is larger than 256 KiB. */
  DataLimitExceeded: "States.DataLimitExceeded",
  /** More items of a distributed `mapItems` failed than it tolerates. */
  ToleratedFailuresExceeded: "States.ExceedToleratedFailureThreshold",
  /** The items of a `mapItems` could not be read from their bucket. */
  ItemReaderFailed: "States.ItemReaderFailed",
  /** The results of a `mapItems` could not be written to their bucket. */
  ResultWriterFailed: "States.ResultWriterFailed",
  /** The workflow's role lacks a right. */
  Permissions: "States.Permissions",
  /** An expression could not be evaluated. */
  QueryEvaluationError: "States.QueryEvaluationError",
  /** Too many functions run at once. */
  TooManyRequests: "Lambda.TooManyRequestsException",
  /** Lambda's own transient faults. */
  LambdaService: "Lambda.ServiceException",
  LambdaAws: "Lambda.AWSLambdaException",
  LambdaSdkClient: "Lambda.SdkClientException",
  /** The function ran out of memory, or ended without an answer. */
  LambdaUnknown: "Lambda.Unknown",
  /** What answered a callback is not what its schema wants. */
  InvalidCallbackOutput: "Millrace.InvalidCallbackOutput",
} as const;
