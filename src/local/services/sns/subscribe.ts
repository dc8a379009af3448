import { notImplemented } from "../../aws-error.ts";
import type { CallContext, Operation } from "../../service.ts";
import { absentProtocol } from "./absent-protocol.ts";
import { invalidParameter } from "./errors.ts";
import type { Attributes, SubscriptionReference, TopicReference } from "./sns-types.ts";
import { keptAttributes, problemOfAttributes } from "./subscription-attributes.ts";
import { isPending, listAllSubscriptions, putSubscription, subscriptionArn } from "./subscription-store.ts";
import type { Protocol, Subscription } from "./subscription-store.ts";
import { getTopic, isFifo } from "./topic-store.ts";
import type { Topic } from "./topic-store.ts";

interface SubscribeRequest extends TopicReference {
  readonly Protocol: string;
  readonly Endpoint?: string;
  readonly Attributes?: Attributes;
  readonly ReturnSubscriptionArn?: boolean;
}

/**
 * Subscribes a queue or a function, both of the topic's own account, so that nobody has to confirm it; or an address, which
 * waits to be confirmed for ever.
 */
export const subscribe: Operation<SubscribeRequest, SubscriptionReference> = {
  members: ["TopicArn", "Protocol", "Endpoint", "Attributes", "ReturnSubscriptionArn"],
  authorize: ({ TopicArn, Protocol: protocol, Endpoint }) => [
    {
      action: "sns:Subscribe",
      resource: TopicArn,
      conditions: { "sns:Protocol": protocol, ...(Endpoint !== undefined && { "sns:Endpoint": Endpoint }) },
    },
  ],
  handle(input, context) {
    const { cloud } = context;
    const protocol = readProtocol(input.Protocol);
    const topic = getTopic(cloud, input.TopicArn);
    const endpoint = checkEndpoint(topic, protocol, input.Endpoint);
    const given = input.Attributes ?? {};
    const problem = problemOfAttributes({ topic: topic.name, protocol, endpoint, attributes: given });
    if (problem !== undefined) throw invalidParameter(`Attributes Reason: ${problem}`);
    const attributes = keptAttributes(given);
    const existing = listAllSubscriptions(cloud, topic.name).find(
      (one) => one.protocol === protocol && one.endpoint === endpoint,
    );
    if (existing !== undefined) {
      if (Object.entries(attributes).some(([name, value]) => (existing.attributes[name] ?? "false") !== value)) {
        throw invalidParameter("Attributes Reason: Subscription already exists with different attributes");
      }
      return { SubscriptionArn: answeredArn(context, existing, input) };
    }
    const subscription = {
      id: cloud.newId(),
      topic: topic.name,
      protocol,
      endpoint,
      attributes,
      principal: principalArn(context),
    };
    putSubscription(cloud, subscription);
    if (isPending(subscription)) {
      cloud.log(
        `sns: ${endpoint} would have to confirm that it wants what ${topic.name} tells; no mail is sent from here`,
      );
    }
    return { SubscriptionArn: answeredArn(context, subscription, input) };
  },
};

function answeredArn(
  { cloud }: CallContext,
  subscription: Subscription,
  { ReturnSubscriptionArn }: SubscribeRequest,
): string {
  const isTold = !isPending(subscription) || ReturnSubscriptionArn === true;
  return isTold ? subscriptionArn(cloud, subscription) : "pending confirmation";
}

const protocols: readonly Protocol[] = ["sqs", "lambda", "email", "email-json"];

function readProtocol(protocol: string): Protocol {
  const known = protocols.find((one) => one === protocol);
  if (known !== undefined) return known;
  const instead = absentProtocol(protocol);
  if (instead !== undefined) throw notImplemented(`The protocol '${protocol}' of sns Subscribe (${instead})`);
  throw invalidParameter(`Amazon SNS does not support this protocol string: ${protocol}`);
}

function checkEndpoint(topic: Topic, protocol: Protocol, endpoint: string | undefined): string {
  if (endpoint === undefined || endpoint === "") throw invalidParameter("Endpoint");
  if (protocol === "email" || protocol === "email-json") {
    if (!/^[^@\s]+@[^@\s]+$/.test(endpoint)) throw invalidParameter("Email address");
    if (isFifo(topic)) throw invalidParameter(`Invalid protocol type: ${protocol}`);
    return endpoint;
  }
  if (protocol === "sqs") {
    if (!/^arn:aws:sqs:[^:]+:\d{12}:[\w-]+(?:\.fifo)?$/.test(endpoint)) throw invalidParameter("SQS endpoint ARN");
    if (endpoint.endsWith(".fifo") && !isFifo(topic)) {
      throw invalidParameter(
        "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics",
      );
    }
    return endpoint;
  }
  if (!/^arn:aws:lambda:[^:]+:\d{12}:function:[\w-]+(?::[\w$-]+)?$/.test(endpoint)) {
    throw invalidParameter("Lambda endpoint ARN");
  }
  if (isFifo(topic)) throw invalidParameter("Invalid protocol type: lambda");
  return endpoint;
}

function principalArn({ cloud, principal }: CallContext): string {
  return principal.kind === "root" ? `arn:aws:iam::${cloud.accountId}:root` : principal.roleArn;
}
