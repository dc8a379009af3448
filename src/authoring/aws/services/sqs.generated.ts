// Generated from @aws-sdk/client-sqs 3.1169.0 by npm run generate:aws. Do not edit.

import { type AwsOperation, awsService } from "../aws-operation.ts";

/** SQS, as workflows call it. */
export interface Sqs {
  /** Changes the visibility timeout of a specified message in a queue to a new value. */
  readonly changeMessageVisibility: AwsOperation<ChangeMessageVisibilityRequest, NoMembers, "InvalidAddressException" | "InvalidSecurityException" | "MessageNotInflightException" | "QueueDoesNotExistException" | "ReceiptHandleIsInvalidException" | "RequestThrottledException" | "SdkClientException" | "SqsException" | "UnsupportedOperationException">;
  /** Deletes the specified message from the specified queue. */
  readonly deleteMessage: AwsOperation<DeleteMessageRequest, NoMembers, "InvalidAddressException" | "InvalidIdFormatException" | "InvalidSecurityException" | "QueueDoesNotExistException" | "ReceiptHandleIsInvalidException" | "RequestThrottledException" | "SdkClientException" | "SqsException" | "UnsupportedOperationException">;
  /** Deletes up to ten messages from the specified queue. */
  readonly deleteMessageBatch: AwsOperation<DeleteMessageBatchRequest, DeleteMessageBatchResult, "BatchEntryIdsNotDistinctException" | "EmptyBatchRequestException" | "InvalidAddressException" | "InvalidBatchEntryIdException" | "InvalidSecurityException" | "QueueDoesNotExistException" | "RequestThrottledException" | "SdkClientException" | "SqsException" | "TooManyEntriesInBatchRequestException" | "UnsupportedOperationException">;
  /** Gets attributes for the specified queue. */
  readonly getQueueAttributes: AwsOperation<GetQueueAttributesRequest, GetQueueAttributesResult, "InvalidAddressException" | "InvalidAttributeNameException" | "InvalidSecurityException" | "QueueDoesNotExistException" | "RequestThrottledException" | "SdkClientException" | "SqsException" | "UnsupportedOperationException">;
  /** Retrieves one or more messages (up to 10), from the specified queue. */
  readonly receiveMessage: AwsOperation<ReceiveMessageRequest, ReceiveMessageResult, "InvalidAddressException" | "InvalidSecurityException" | "KmsAccessDeniedException" | "KmsDisabledException" | "KmsInvalidKeyUsageException" | "KmsInvalidStateException" | "KmsNotFoundException" | "KmsOptInRequiredException" | "KmsThrottledException" | "OverLimitException" | "QueueDoesNotExistException" | "RequestThrottledException" | "SdkClientException" | "SqsException" | "UnsupportedOperationException">;
  /** Delivers a message to the specified queue. */
  readonly sendMessage: AwsOperation<SendMessageRequest, SendMessageResult, "InvalidAddressException" | "InvalidMessageContentsException" | "InvalidSecurityException" | "KmsAccessDeniedException" | "KmsDisabledException" | "KmsInvalidKeyUsageException" | "KmsInvalidStateException" | "KmsNotFoundException" | "KmsOptInRequiredException" | "KmsThrottledException" | "QueueDoesNotExistException" | "RequestThrottledException" | "SdkClientException" | "SqsException" | "UnsupportedOperationException">;
  /** You can use SendMessageBatch to send up to 10 messages to the specified queue by assigning either identical or different values to each message (or by not assigning values at all). */
  readonly sendMessageBatch: AwsOperation<SendMessageBatchRequest, SendMessageBatchResult, "BatchEntryIdsNotDistinctException" | "BatchRequestTooLongException" | "EmptyBatchRequestException" | "InvalidAddressException" | "InvalidBatchEntryIdException" | "InvalidSecurityException" | "KmsAccessDeniedException" | "KmsDisabledException" | "KmsInvalidKeyUsageException" | "KmsInvalidStateException" | "KmsNotFoundException" | "KmsOptInRequiredException" | "KmsThrottledException" | "QueueDoesNotExistException" | "RequestThrottledException" | "SdkClientException" | "SqsException" | "TooManyEntriesInBatchRequestException" | "UnsupportedOperationException">;
}

export const sqs: Sqs = awsService<Sqs>({
  "service": "sqs",
  "iamPrefix": "sqs",
  "errorPrefix": "Sqs",
  "transientErrors": [
    "KmsThrottledException",
    "RequestThrottledException",
    "SdkClientException"
  ],
  "operations": [
    "changeMessageVisibility",
    "deleteMessage",
    "deleteMessageBatch",
    "getQueueAttributes",
    "receiveMessage",
    "sendMessage",
    "sendMessageBatch"
  ]
});

export interface BatchResultErrorEntry {
  readonly Id: string;
  readonly SenderFault: boolean;
  readonly Code: string;
  readonly Message?: string | undefined;
}

export interface ChangeMessageVisibilityRequest {
  readonly QueueUrl: string;
  readonly ReceiptHandle: string;
  readonly VisibilityTimeout: number;
}

export interface DeleteMessageBatchRequest {
  readonly QueueUrl: string;
  readonly Entries: readonly DeleteMessageBatchRequestEntry[];
}

export interface DeleteMessageBatchRequestEntry {
  readonly Id: string;
  readonly ReceiptHandle: string;
}

export interface DeleteMessageBatchResult {
  readonly Successful: readonly DeleteMessageBatchResultEntry[];
  readonly Failed: readonly BatchResultErrorEntry[];
}

export interface DeleteMessageBatchResultEntry {
  readonly Id: string;
}

export interface DeleteMessageRequest {
  readonly QueueUrl: string;
  readonly ReceiptHandle: string;
}

export interface GetQueueAttributesRequest {
  readonly QueueUrl: string;
  readonly AttributeNames?: readonly QueueAttributeName[] | undefined;
}

export interface GetQueueAttributesResult {
  readonly Attributes?: { readonly [Key in QueueAttributeName]?: string } | undefined;
}

export interface Message {
  readonly MessageId?: string | undefined;
  readonly ReceiptHandle?: string | undefined;
  readonly Md5OfBody?: string | undefined;
  readonly Body?: string | undefined;
  readonly Attributes?: { readonly [Key in MessageSystemAttributeName]?: string } | undefined;
  readonly Md5OfMessageAttributes?: string | undefined;
  readonly MessageAttributes?: { readonly [key: string]: MessageAttributeValue } | undefined;
}

export interface MessageAttributeValue {
  readonly StringValue?: string | undefined;
  readonly BinaryValue?: string | undefined;
  readonly StringListValues?: readonly string[] | undefined;
  readonly BinaryListValues?: readonly string[] | undefined;
  readonly DataType: string;
}

export type MessageSystemAttributeName = "AWSTraceHeader" | "All" | "ApproximateFirstReceiveTimestamp" | "ApproximateReceiveCount" | "DeadLetterQueueSourceArn" | "MessageDeduplicationId" | "MessageGroupId" | "SenderId" | "SentTimestamp" | "SequenceNumber";

export type MessageSystemAttributeNameForSends = "AWSTraceHeader";

export interface MessageSystemAttributeValue {
  readonly StringValue?: string | undefined;
  readonly BinaryValue?: string | undefined;
  readonly StringListValues?: readonly string[] | undefined;
  readonly BinaryListValues?: readonly string[] | undefined;
  readonly DataType: string;
}

/** Nothing: `{}`. */
export type NoMembers = Readonly<Record<never, never>>;

export type QueueAttributeName = "All" | "ApproximateNumberOfMessages" | "ApproximateNumberOfMessagesDelayed" | "ApproximateNumberOfMessagesNotVisible" | "ContentBasedDeduplication" | "CreatedTimestamp" | "DeduplicationScope" | "DelaySeconds" | "FifoQueue" | "FifoThroughputLimit" | "KmsDataKeyReusePeriodSeconds" | "KmsMasterKeyId" | "LastModifiedTimestamp" | "MaximumMessageSize" | "MessageRetentionPeriod" | "Policy" | "QueueArn" | "ReceiveMessageWaitTimeSeconds" | "RedriveAllowPolicy" | "RedrivePolicy" | "SqsManagedSseEnabled" | "VisibilityTimeout";

export interface ReceiveMessageRequest {
  readonly QueueUrl: string;
  readonly AttributeNames?: readonly QueueAttributeName[] | undefined;
  readonly MessageSystemAttributeNames?: readonly MessageSystemAttributeName[] | undefined;
  readonly MessageAttributeNames?: readonly string[] | undefined;
  readonly MaxNumberOfMessages?: number | undefined;
  readonly VisibilityTimeout?: number | undefined;
  readonly WaitTimeSeconds?: number | undefined;
  readonly ReceiveRequestAttemptId?: string | undefined;
}

export interface ReceiveMessageResult {
  readonly Messages?: readonly Message[] | undefined;
}

export interface SendMessageBatchRequest {
  readonly QueueUrl: string;
  readonly Entries: readonly SendMessageBatchRequestEntry[];
}

export interface SendMessageBatchRequestEntry {
  readonly Id: string;
  readonly MessageBody: string;
  readonly DelaySeconds?: number | undefined;
  readonly MessageAttributes?: { readonly [key: string]: MessageAttributeValue } | undefined;
  readonly MessageSystemAttributes?: { readonly [Key in MessageSystemAttributeNameForSends]?: MessageSystemAttributeValue } | undefined;
  readonly MessageDeduplicationId?: string | undefined;
  readonly MessageGroupId?: string | undefined;
}

export interface SendMessageBatchResult {
  readonly Successful: readonly SendMessageBatchResultEntry[];
  readonly Failed: readonly BatchResultErrorEntry[];
}

export interface SendMessageBatchResultEntry {
  readonly Id: string;
  readonly MessageId: string;
  readonly Md5OfMessageBody: string;
  readonly Md5OfMessageAttributes?: string | undefined;
  readonly Md5OfMessageSystemAttributes?: string | undefined;
  readonly SequenceNumber?: string | undefined;
}

export interface SendMessageRequest {
  readonly QueueUrl: string;
  readonly MessageBody: string;
  readonly DelaySeconds?: number | undefined;
  readonly MessageAttributes?: { readonly [key: string]: MessageAttributeValue } | undefined;
  readonly MessageSystemAttributes?: { readonly [Key in MessageSystemAttributeNameForSends]?: MessageSystemAttributeValue } | undefined;
  readonly MessageDeduplicationId?: string | undefined;
  readonly MessageGroupId?: string | undefined;
}

export interface SendMessageResult {
  readonly Md5OfMessageBody?: string | undefined;
  readonly Md5OfMessageAttributes?: string | undefined;
  readonly Md5OfMessageSystemAttributes?: string | undefined;
  readonly MessageId?: string | undefined;
  readonly SequenceNumber?: string | undefined;
}

