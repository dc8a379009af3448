import { AwsError } from "../../aws-error.ts";
import { allowsService } from "../../iam/allows-service.ts";
import { root } from "../../root.ts";
import type { Cloud } from "../../service.ts";
import { queueUrlOf } from "../queue-url-of.ts";
import { resourcePolicy } from "../resource-policy.ts";
import type { Delivery, StoredAttribute } from "./delivery-store.ts";
import { envelopeOf, lambdaEventOf } from "./message-envelope.ts";
import { isRaw } from "./subscription-attributes.ts";
import { topicArn } from "./topic-store.ts";

const mostRawAttributes = 10;

/** Delivers once; throws `AwsError`. SNS has no role: the endpoint's own policy must let it. */
export async function deliver(cloud: Cloud, delivery: Delivery): Promise<void> {
  const { endpoint, protocol } = delivery.subscription;
  if (protocol === "sqs") return sendToQueue(cloud, delivery, endpoint);
  await requireService(cloud, delivery, endpoint, "lambda:InvokeFunction");
  const Payload = Buffer.from(lambdaEventOf(cloud, delivery));
  await cloud.call("lambda", "Invoke", { FunctionName: endpoint, InvocationType: "Event", Payload }, root);
}

/** The subscribed queue, or the one for what could not be delivered, which gets the same. */
export async function sendToQueue(cloud: Cloud, delivery: Delivery, queueArn: string): Promise<void> {
  await requireService(cloud, delivery, queueArn, "sqs:SendMessage");
  const { message, subscription } = delivery;
  const attributes = Object.entries(message.attributes);
  if (isRaw(subscription) && attributes.length > mostRawAttributes) {
    throw new AwsError(
      "InvalidParameterValue",
      `Number of message attributes [${attributes.length}] exceeds the allowed maximum [${mostRawAttributes}].`,
    );
  }
  const isOrdered = queueArn.endsWith(".fifo");
  // A standard topic hands on the groups of its messages; a FIFO topic does so to FIFO queues.
  const hasGroup = isOrdered || message.sequenceNumber === undefined;
  const input = {
    QueueUrl: queueUrlOf(cloud, queueArn),
    MessageBody: isRaw(subscription) ? message.body : envelopeOf(cloud, delivery),
    ...(isRaw(subscription) &&
      attributes.length > 0 && {
        MessageAttributes: Object.fromEntries(attributes.map(([name, one]) => [name, toQueueAttribute(one)])),
      }),
    ...(hasGroup && message.groupId !== undefined && { MessageGroupId: message.groupId }),
    ...(isOrdered && message.deduplicationId !== undefined && { MessageDeduplicationId: message.deduplicationId }),
  };
  await cloud.call("sqs", "SendMessage", input, root);
}

function toQueueAttribute({ type, text, base64 }: StoredAttribute): object {
  return base64 === undefined
    ? { DataType: type, StringValue: text }
    : { DataType: type, BinaryValue: Buffer.from(base64, "base64") };
}

async function requireService(cloud: Cloud, { subscription }: Delivery, arn: string, action: string): Promise<void> {
  const policy = await resourcePolicy(cloud, arn);
  const service = "sns.amazonaws.com";
  const sourceArn = topicArn(cloud, subscription.topic);
  if (allowsService(cloud, { policy, service, action, resource: arn, sourceArn })) return;
  throw new AwsError(
    "AccessDenied",
    `${service} is not authorized to perform: ${action} on resource: ${arn} because no resource-based policy allows the ${action} action for ${sourceArn}`,
    403,
  );
}
