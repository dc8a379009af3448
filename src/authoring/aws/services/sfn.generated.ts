// Generated from @aws-sdk/client-sfn 3.1163.0 by npm run generate:aws. Do not edit.

import { type AwsOperation, awsService } from "../aws-operation.ts";

/** SFN, as workflows call it. */
export interface Sfn {
  /** Provides information about a state machine execution, such as the state machine associated with the execution, the execution input and output, and relevant execution metadata. */
  readonly describeExecution: AwsOperation<DescribeExecutionInput, DescribeExecutionOutput, "ExecutionDoesNotExistException" | "InvalidArnException" | "KmsAccessDeniedException" | "KmsInvalidStateException" | "KmsThrottlingException" | "SdkClientException" | "SfnException">;
  /** Provides information about a Map Run's configuration, progress, and results. */
  readonly describeMapRun: AwsOperation<DescribeMapRunInput, DescribeMapRunOutput, "InvalidArnException" | "ResourceNotFoundException" | "SdkClientException" | "SfnException">;
  /** Lists all executions of a state machine or a Map Run. */
  readonly listExecutions: AwsOperation<ListExecutionsInput, ListExecutionsOutput, "InvalidArnException" | "InvalidTokenException" | "ResourceNotFoundException" | "SdkClientException" | "SfnException" | "StateMachineDoesNotExistException" | "StateMachineTypeNotSupportedException" | "ValidationException">;
  /** Restarts unsuccessful executions of Standard workflows that didn't complete successfully in the last 14 days. */
  readonly redriveExecution: AwsOperation<RedriveExecutionInput, RedriveExecutionOutput, "ExecutionDoesNotExistException" | "ExecutionLimitExceededException" | "ExecutionNotRedrivableException" | "InvalidArnException" | "SdkClientException" | "SfnException" | "ValidationException">;
  /** Used by activity workers, Task states using the callback pattern, and optionally Task states using the job run pattern to report that the task identified by the taskToken failed. */
  readonly sendTaskFailure: AwsOperation<SendTaskFailureInput, NoMembers, "InvalidTokenException" | "KmsAccessDeniedException" | "KmsInvalidStateException" | "KmsThrottlingException" | "SdkClientException" | "SfnException" | "TaskDoesNotExistException" | "TaskTimedOutException">;
  /** Used by activity workers and Task states using the callback pattern, and optionally Task states using the job run pattern to report to Step Functions that the task represented by the specified taskToken is still making progress. */
  readonly sendTaskHeartbeat: AwsOperation<SendTaskHeartbeatInput, NoMembers, "InvalidTokenException" | "SdkClientException" | "SfnException" | "TaskDoesNotExistException" | "TaskTimedOutException">;
  /** Used by activity workers, Task states using the callback pattern, and optionally Task states using the job run pattern to report that the task identified by the taskToken completed successfully. */
  readonly sendTaskSuccess: AwsOperation<SendTaskSuccessInput, NoMembers, "InvalidOutputException" | "InvalidTokenException" | "KmsAccessDeniedException" | "KmsInvalidStateException" | "KmsThrottlingException" | "SdkClientException" | "SfnException" | "TaskDoesNotExistException" | "TaskTimedOutException">;
  /** Starts a state machine execution. */
  readonly startExecution: AwsOperation<StartExecutionInput, StartExecutionOutput, "ExecutionAlreadyExistsException" | "ExecutionLimitExceededException" | "InvalidArnException" | "InvalidExecutionInputException" | "InvalidNameException" | "KmsAccessDeniedException" | "KmsInvalidStateException" | "KmsThrottlingException" | "SdkClientException" | "SfnException" | "StateMachineDeletingException" | "StateMachineDoesNotExistException" | "ValidationException">;
  /** Stops an execution. */
  readonly stopExecution: AwsOperation<StopExecutionInput, StopExecutionOutput, "ExecutionDoesNotExistException" | "InvalidArnException" | "KmsAccessDeniedException" | "KmsInvalidStateException" | "KmsThrottlingException" | "SdkClientException" | "SfnException" | "ValidationException">;
}

export const sfn: Sfn = awsService<Sfn>({
  "service": "sfn",
  "iamPrefix": "states",
  "errorPrefix": "Sfn",
  "transientErrors": [
    "KmsThrottlingException",
    "SdkClientException",
    "SfnException"
  ],
  "operations": [
    "describeExecution",
    "describeMapRun",
    "listExecutions",
    "redriveExecution",
    "sendTaskFailure",
    "sendTaskHeartbeat",
    "sendTaskSuccess",
    "startExecution",
    "stopExecution"
  ]
});

export interface CloudWatchEventsExecutionDataDetails {
  readonly Included?: boolean | undefined;
}

export interface DescribeExecutionInput {
  readonly ExecutionArn: string;
  readonly IncludedData?: IncludedData | undefined;
}

export interface DescribeExecutionOutput {
  readonly ExecutionArn: string;
  readonly StateMachineArn: string;
  readonly Name?: string | undefined;
  readonly Status: ExecutionStatus;
  readonly StartDate: string;
  readonly StopDate?: string | undefined;
  readonly Input?: string | undefined;
  readonly InputDetails?: CloudWatchEventsExecutionDataDetails | undefined;
  readonly Output?: string | undefined;
  readonly OutputDetails?: CloudWatchEventsExecutionDataDetails | undefined;
  readonly TraceHeader?: string | undefined;
  readonly MapRunArn?: string | undefined;
  readonly Error?: string | undefined;
  readonly Cause?: string | undefined;
  readonly StateMachineVersionArn?: string | undefined;
  readonly StateMachineAliasArn?: string | undefined;
  readonly RedriveCount?: number | undefined;
  readonly RedriveDate?: string | undefined;
  readonly RedriveStatus?: ExecutionRedriveStatus | undefined;
  readonly RedriveStatusReason?: string | undefined;
}

export interface DescribeMapRunInput {
  readonly MapRunArn: string;
}

export interface DescribeMapRunOutput {
  readonly MapRunArn: string;
  readonly ExecutionArn: string;
  readonly Status: MapRunStatus;
  readonly StartDate: string;
  readonly StopDate?: string | undefined;
  readonly MaxConcurrency: number;
  readonly ToleratedFailurePercentage: number;
  readonly ToleratedFailureCount: number;
  readonly ItemCounts: MapRunItemCounts;
  readonly ExecutionCounts: MapRunExecutionCounts;
  readonly RedriveCount?: number | undefined;
  readonly RedriveDate?: string | undefined;
}

export interface ExecutionListItem {
  readonly ExecutionArn: string;
  readonly StateMachineArn: string;
  readonly Name: string;
  readonly Status: ExecutionStatus;
  readonly StartDate: string;
  readonly StopDate?: string | undefined;
  readonly MapRunArn?: string | undefined;
  readonly ItemCount?: number | undefined;
  readonly StateMachineVersionArn?: string | undefined;
  readonly StateMachineAliasArn?: string | undefined;
  readonly RedriveCount?: number | undefined;
  readonly RedriveDate?: string | undefined;
}

export type ExecutionRedriveFilter = "NOT_REDRIVEN" | "REDRIVEN";

export type ExecutionRedriveStatus = "NOT_REDRIVABLE" | "REDRIVABLE" | "REDRIVABLE_BY_MAP_RUN";

export type ExecutionStatus = "ABORTED" | "FAILED" | "PENDING_REDRIVE" | "RUNNING" | "SUCCEEDED" | "TIMED_OUT";

export type IncludedData = "ALL_DATA" | "METADATA_ONLY";

export interface ListExecutionsInput {
  readonly StateMachineArn?: string | undefined;
  readonly StatusFilter?: ExecutionStatus | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
  readonly MapRunArn?: string | undefined;
  readonly RedriveFilter?: ExecutionRedriveFilter | undefined;
}

export interface ListExecutionsOutput {
  readonly Executions: readonly ExecutionListItem[];
  readonly NextToken?: string | undefined;
}

export interface MapRunExecutionCounts {
  readonly Pending: number;
  readonly Running: number;
  readonly Succeeded: number;
  readonly Failed: number;
  readonly TimedOut: number;
  readonly Aborted: number;
  readonly Total: number;
  readonly ResultsWritten: number;
  readonly FailuresNotRedrivable?: number | undefined;
  readonly PendingRedrive?: number | undefined;
}

export interface MapRunItemCounts {
  readonly Pending: number;
  readonly Running: number;
  readonly Succeeded: number;
  readonly Failed: number;
  readonly TimedOut: number;
  readonly Aborted: number;
  readonly Total: number;
  readonly ResultsWritten: number;
  readonly FailuresNotRedrivable?: number | undefined;
  readonly PendingRedrive?: number | undefined;
}

export type MapRunStatus = "ABORTED" | "FAILED" | "RUNNING" | "SUCCEEDED";

/** Nothing: `{}`. */
export type NoMembers = Readonly<Record<never, never>>;

export interface RedriveExecutionInput {
  readonly ExecutionArn: string;
  readonly ClientToken?: string | undefined;
}

export interface RedriveExecutionOutput {
  readonly RedriveDate: string;
}

export interface SendTaskFailureInput {
  readonly TaskToken: string;
  readonly Error?: string | undefined;
  readonly Cause?: string | undefined;
}

export interface SendTaskHeartbeatInput {
  readonly TaskToken: string;
}

export interface SendTaskSuccessInput {
  readonly TaskToken: string;
  readonly Output: string;
}

export interface StartExecutionInput {
  readonly StateMachineArn: string;
  readonly Name?: string | undefined;
  readonly Input?: string | undefined;
  readonly TraceHeader?: string | undefined;
}

export interface StartExecutionOutput {
  readonly ExecutionArn: string;
  readonly StartDate: string;
}

export interface StopExecutionInput {
  readonly ExecutionArn: string;
  readonly Error?: string | undefined;
  readonly Cause?: string | undefined;
}

export interface StopExecutionOutput {
  readonly StopDate: string;
}

