// The API's structures as far as they are honoured. The local cloud stands on no SDK client of SNS, so these are ours; the schemas on
// the wire are generated.

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface TopicReference {
  readonly TopicArn: string;
}

export interface SubscriptionReference {
  readonly SubscriptionArn: string;
}

export type Attributes = Readonly<Record<string, string>>;

export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: Uint8Array;
}

/** What Publish and the entries of PublishBatch have in common. */
export interface MessageInput {
  readonly Message: string;
  readonly Subject?: string;
  readonly MessageStructure?: string;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttribute>>;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
}

export const messageMembers: readonly string[] = [
  "Message",
  "Subject",
  "MessageStructure",
  "MessageAttributes.DataType",
  "MessageAttributes.StringValue",
  "MessageAttributes.BinaryValue",
  "MessageGroupId",
  "MessageDeduplicationId",
];
