/** The error names that Step Functions itself raises (ASL: "Predefined Error Codes", and AWS's additions). */
export const errorNames = {
  all: "States.ALL",
  branchFailed: "States.BranchFailed",
  dataLimitExceeded: "States.DataLimitExceeded",
  exceedToleratedFailureThreshold: "States.ExceedToleratedFailureThreshold",
  heartbeatTimeout: "States.HeartbeatTimeout",
  intrinsicFailure: "States.IntrinsicFailure",
  itemReaderFailed: "States.ItemReaderFailed",
  noChoiceMatched: "States.NoChoiceMatched",
  permissions: "States.Permissions",
  queryEvaluationError: "States.QueryEvaluationError",
  referencePathConflict: "States.ReferencePathConflict",
  resultWriterFailed: "States.ResultWriterFailed",
  runtime: "States.Runtime",
  taskFailed: "States.TaskFailed",
  timeout: "States.Timeout",
} as const;

/** Lambda errors that AWS says to retry: the function did not run to its end through no fault of its own. */
export const lambdaTransientErrors = [
  "Lambda.ServiceException",
  "Lambda.AWSLambdaException",
  "Lambda.SdkClientException",
  "Lambda.TooManyRequestsException",
] as const;
