// Generated from @aws-sdk/client-eventbridge 3.1169.0 by npm run generate:aws. Do not edit.

import { type AwsOperation, awsService } from "../aws-operation.ts";

/** EventBridge, as workflows call it. */
export interface EventBridge {
  /** Retrieves details about a replay. */
  readonly describeReplay: AwsOperation<DescribeReplayRequest, DescribeReplayResponse, "EventBridgeException" | "InternalException" | "ResourceNotFoundException" | "SdkClientException">;
  /** Describes the specified rule. */
  readonly describeRule: AwsOperation<DescribeRuleRequest, DescribeRuleResponse, "EventBridgeException" | "InternalException" | "ResourceNotFoundException" | "SdkClientException">;
  /** Disables the specified rule. */
  readonly disableRule: AwsOperation<DisableRuleRequest, NoMembers, "ConcurrentModificationException" | "EventBridgeException" | "InternalException" | "ManagedRuleException" | "ResourceNotFoundException" | "SdkClientException">;
  /** Enables the specified rule. */
  readonly enableRule: AwsOperation<EnableRuleRequest, NoMembers, "ConcurrentModificationException" | "EventBridgeException" | "InternalException" | "ManagedRuleException" | "ResourceNotFoundException" | "SdkClientException">;
  /** Sends custom events to Amazon EventBridge so that they can be matched to rules. */
  readonly putEvents: AwsOperation<PutEventsRequest, PutEventsResponse, "AmazonEventBridgeException" | "FailedEntry" | "InternalException" | "SdkClientException">;
  /** Starts the specified replay. */
  readonly startReplay: AwsOperation<StartReplayRequest, StartReplayResponse, "EventBridgeException" | "InternalException" | "InvalidEventPatternException" | "LimitExceededException" | "ResourceAlreadyExistsException" | "ResourceNotFoundException" | "SdkClientException">;
}

export const eventbridge: EventBridge = awsService<EventBridge>({
  "service": "eventbridge",
  "iamPrefix": "events",
  "errorPrefix": "EventBridge",
  "transientErrors": [
    "InternalException",
    "ThrottlingException",
    "SdkClientException"
  ],
  "operations": [
    "describeReplay",
    "describeRule",
    "disableRule",
    "enableRule",
    "putEvents",
    "startReplay"
  ],
  "optimized": {
    "putEvents": {
      "resource": "events:putEvents",
      "errorPrefix": "EventBridge",
      "transientErrors": [
        "InternalException",
        "ThrottlingException",
        "SdkClientException",
        "AmazonEventBridgeException",
        "FailedEntry"
      ]
    }
  }
});

export interface DescribeReplayRequest {
  readonly ReplayName: string;
}

export interface DescribeReplayResponse {
  readonly ReplayName?: string | undefined;
  readonly ReplayArn?: string | undefined;
  readonly Description?: string | undefined;
  readonly State?: ReplayState | undefined;
  readonly StateReason?: string | undefined;
  readonly EventSourceArn?: string | undefined;
  readonly Destination?: ReplayDestination | undefined;
  readonly EventStartTime?: string | undefined;
  readonly EventEndTime?: string | undefined;
  readonly EventLastReplayedTime?: string | undefined;
  readonly ReplayStartTime?: string | undefined;
  readonly ReplayEndTime?: string | undefined;
}

export interface DescribeRuleRequest {
  readonly Name: string;
  readonly EventBusName?: string | undefined;
}

export interface DescribeRuleResponse {
  readonly Name?: string | undefined;
  readonly Arn?: string | undefined;
  readonly EventPattern?: string | undefined;
  readonly ScheduleExpression?: string | undefined;
  readonly State?: RuleState | undefined;
  readonly Description?: string | undefined;
  readonly RoleArn?: string | undefined;
  readonly ManagedBy?: string | undefined;
  readonly EventBusName?: string | undefined;
  readonly CreatedBy?: string | undefined;
}

export interface DisableRuleRequest {
  readonly Name: string;
  readonly EventBusName?: string | undefined;
}

export interface EnableRuleRequest {
  readonly Name: string;
  readonly EventBusName?: string | undefined;
}

/** Nothing: `{}`. */
export type NoMembers = Readonly<Record<never, never>>;

export interface PutEventsRequest {
  readonly Entries: readonly PutEventsRequestEntry[];
  readonly EndpointId?: string | undefined;
}

export interface PutEventsRequestEntry {
  readonly Time?: string | undefined;
  readonly Source?: string | undefined;
  readonly Resources?: readonly string[] | undefined;
  readonly DetailType?: string | undefined;
  readonly Detail?: string | undefined;
  readonly EventBusName?: string | undefined;
  readonly TraceHeader?: string | undefined;
}

export interface PutEventsResponse {
  readonly FailedEntryCount?: number | undefined;
  readonly Entries?: readonly PutEventsResultEntry[] | undefined;
}

export interface PutEventsResultEntry {
  readonly EventId?: string | undefined;
  readonly ErrorCode?: string | undefined;
  readonly ErrorMessage?: string | undefined;
}

export interface ReplayDestination {
  readonly Arn: string;
  readonly FilterArns?: readonly string[] | undefined;
}

export type ReplayState = "CANCELLED" | "CANCELLING" | "COMPLETED" | "FAILED" | "RUNNING" | "STARTING";

export type RuleState = "DISABLED" | "ENABLED" | "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";

export interface StartReplayRequest {
  readonly ReplayName: string;
  readonly Description?: string | undefined;
  readonly EventSourceArn: string;
  readonly EventStartTime: string;
  readonly EventEndTime: string;
  readonly Destination: ReplayDestination;
}

export interface StartReplayResponse {
  readonly ReplayArn?: string | undefined;
  readonly State?: ReplayState | undefined;
  readonly StateReason?: string | undefined;
  readonly ReplayStartTime?: string | undefined;
}

