import type { Cloud } from "../../service.ts";
import type { Delivery, StoredAttribute } from "./delivery-store.ts";
import { subscriptionArn } from "./subscription-store.ts";
import { findTopic, topicArn } from "./topic-store.ts";

// How a message reads where it arrives. Its signature is none: nothing here has Amazon's key, and what checks it must fail.

const unsigned = Buffer.from("not signed by Amazon SNS").toString("base64");

interface Signature {
  readonly version: string;
  readonly signature: string;
  readonly certificateUrl: string;
  readonly unsubscribeUrl: string;
}

/** The body that a queue gets unless it is subscribed raw. Messages of FIFO topics are not signed on AWS either. */
export function envelopeOf(cloud: Cloud, delivery: Delivery): string {
  const { message, subscription } = delivery;
  const { version, signature, certificateUrl, unsubscribeUrl } = signatureOf(cloud, delivery);
  const attributes = attributesOf(message.attributes);
  return JSON.stringify({
    Type: "Notification",
    MessageId: message.messageId,
    ...(message.sequenceNumber !== undefined && { SequenceNumber: message.sequenceNumber }),
    TopicArn: topicArn(cloud, subscription.topic),
    ...(message.subject !== undefined && { Subject: message.subject }),
    Message: message.body,
    Timestamp: message.timestamp,
    ...(message.sequenceNumber === undefined && {
      SignatureVersion: version,
      Signature: signature,
      SigningCertURL: certificateUrl,
    }),
    UnsubscribeURL: unsubscribeUrl,
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: attributes }),
  });
}

/** The event that a function gets. */
export function lambdaEventOf(cloud: Cloud, delivery: Delivery): string {
  const { message, subscription } = delivery;
  const { version, signature, certificateUrl, unsubscribeUrl } = signatureOf(cloud, delivery);
  const Sns = {
    Type: "Notification",
    MessageId: message.messageId,
    TopicArn: topicArn(cloud, subscription.topic),
    Subject: message.subject ?? null,
    Message: message.body,
    Timestamp: message.timestamp,
    SignatureVersion: version,
    Signature: signature,
    SigningCertUrl: certificateUrl,
    UnsubscribeUrl: unsubscribeUrl,
    MessageAttributes: attributesOf(message.attributes),
  };
  const record = {
    EventSource: "aws:sns",
    EventVersion: "1.0",
    EventSubscriptionArn: subscriptionArn(cloud, subscription),
    Sns,
  };
  return JSON.stringify({ Records: [record] });
}

function attributesOf(attributes: Readonly<Record<string, StoredAttribute>>): object {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { type, text, base64 }]) => [name, { Type: type, Value: text ?? base64 }]),
  );
}

function signatureOf(cloud: Cloud, { subscription }: Delivery): Signature {
  return {
    version: findTopic(cloud, subscription.topic)?.attributes["SignatureVersion"] ?? "1",
    signature: unsigned,
    certificateUrl: `${cloud.endpoint}/SimpleNotificationService.pem`,
    unsubscribeUrl: `${cloud.endpoint}/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn(cloud, subscription)}`,
  };
}
