// Generated from @aws-sdk/client-sns 3.1169.0 by npm run generate:aws. Do not edit.

import { type AwsOperation, awsService } from "../aws-operation.ts";

/** SNS, as workflows call it. */
export interface Sns {
  /** Sends a message to an Amazon SNS topic, a text message (SMS message) directly to a phone number, or a message to a mobile platform endpoint (when you specify the TargetArn). */
  readonly publish: AwsOperation<PublishInput, PublishResponse, "AuthorizationErrorException" | "EndpointDisabledException" | "InternalErrorException" | "InvalidParameterException" | "InvalidParameterValueException" | "InvalidSecurityException" | "KmsAccessDeniedException" | "KmsDisabledException" | "KmsInvalidStateException" | "KmsNotFoundException" | "KmsOptInRequiredException" | "KmsThrottlingException" | "NotFoundException" | "PlatformApplicationDisabledException" | "SdkClientException" | "SnsException" | "ValidationException">;
  /** Publishes up to 10 messages to the specified topic in a single batch. */
  readonly publishBatch: AwsOperation<PublishBatchInput, PublishBatchResponse, "AuthorizationErrorException" | "BatchEntryIdsNotDistinctException" | "BatchRequestTooLongException" | "EmptyBatchRequestException" | "EndpointDisabledException" | "InternalErrorException" | "InvalidBatchEntryIdException" | "InvalidParameterException" | "InvalidParameterValueException" | "InvalidSecurityException" | "KmsAccessDeniedException" | "KmsDisabledException" | "KmsInvalidStateException" | "KmsNotFoundException" | "KmsOptInRequiredException" | "KmsThrottlingException" | "NotFoundException" | "PlatformApplicationDisabledException" | "SdkClientException" | "SnsException" | "TooManyEntriesInBatchRequestException" | "ValidationException">;
}

export const sns: Sns = awsService<Sns>({
  "service": "sns",
  "iamPrefix": "sns",
  "errorPrefix": "Sns",
  "transientErrors": [
    "InternalErrorException",
    "KmsThrottlingException",
    "ThrottledException",
    "SdkClientException"
  ],
  "operations": [
    "publish",
    "publishBatch"
  ]
});

export interface BatchResultErrorEntry {
  readonly Id: string;
  readonly Code: string;
  readonly Message?: string | undefined;
  readonly SenderFault: boolean;
}

export interface MessageAttributeValue {
  readonly DataType: string;
  readonly StringValue?: string | undefined;
  readonly BinaryValue?: string | undefined;
}

export interface PublishBatchInput {
  readonly TopicArn: string;
  readonly PublishBatchRequestEntries: readonly PublishBatchRequestEntry[];
}

export interface PublishBatchRequestEntry {
  readonly Id: string;
  readonly Message: string;
  readonly Subject?: string | undefined;
  readonly MessageStructure?: string | undefined;
  readonly MessageAttributes?: { readonly [key: string]: MessageAttributeValue } | undefined;
  readonly MessageDeduplicationId?: string | undefined;
  readonly MessageGroupId?: string | undefined;
}

export interface PublishBatchResponse {
  readonly Successful?: readonly PublishBatchResultEntry[] | undefined;
  readonly Failed?: readonly BatchResultErrorEntry[] | undefined;
}

export interface PublishBatchResultEntry {
  readonly Id?: string | undefined;
  readonly MessageId?: string | undefined;
  readonly SequenceNumber?: string | undefined;
}

export interface PublishInput {
  readonly TopicArn?: string | undefined;
  readonly TargetArn?: string | undefined;
  readonly PhoneNumber?: string | undefined;
  readonly Message: string;
  readonly Subject?: string | undefined;
  readonly MessageStructure?: string | undefined;
  readonly MessageAttributes?: { readonly [key: string]: MessageAttributeValue } | undefined;
  readonly MessageDeduplicationId?: string | undefined;
  readonly MessageGroupId?: string | undefined;
}

export interface PublishResponse {
  readonly MessageId?: string | undefined;
  readonly SequenceNumber?: string | undefined;
}

