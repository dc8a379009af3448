import { notImplemented } from "../../aws-error.ts";
import { isEmptyPolicy, problemOfFilterPolicy } from "./filter-policy.ts";
import type { FilterScope } from "./filter-policy.ts";
import type { Attributes } from "./sns-types.ts";
import type { Subscription } from "./subscription-store.ts";

const absent: ReadonlySet<string> = new Set(["DeliveryPolicy", "ReplayPolicy", "SubscriptionRoleArn"]);

/** Why a subscription cannot have its attributes; undefined if it can. They are looked at together: a policy depends on its scope. */
export function problemOfAttributes(subscription: Omit<Subscription, "id" | "principal">): string | undefined {
  for (const [name, value] of Object.entries(subscription.attributes)) {
    const problem = problemOf(name, value, subscription);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function problemOf(
  name: string,
  value: string,
  subscription: Omit<Subscription, "id" | "principal">,
): string | undefined {
  switch (name) {
    case "RawMessageDelivery":
      if (value !== "true" && value !== "false") {
        return `RawMessageDelivery: Invalid value [${value}]. Must be true or false.`;
      }
      return value === "true" && subscription.protocol !== "sqs"
        ? `Delivery protocol [${subscription.protocol}] does not support raw message delivery.`
        : undefined;
    case "FilterPolicy":
      return isEmptyPolicy(value) ? undefined : problemOfFilterPolicy(value, filterScope(subscription.attributes));
    case "FilterPolicyScope":
      return value === "MessageBody" || value === "MessageAttributes"
        ? undefined
        : `FilterPolicyScope: Invalid value [${value}]. Please use either MessageBody or MessageAttributes`;
    case "RedrivePolicy":
      return value === "" ? undefined : problemOfRedrivePolicy(value, subscription);
    default:
      if (absent.has(name)) throw notImplemented(`The subscription attribute ${name}`);
      return "AttributeName";
  }
}

function problemOfRedrivePolicy(text: string, { topic, endpoint }: Pick<Subscription, "topic" | "endpoint">) {
  const target = deadLetterTarget(text);
  if (target === undefined) return "RedrivePolicy: failed to parse JSON.";
  if (!/^arn:aws:sqs:[^:]+:\d{12}:[\w.-]+$/.test(target)) {
    return "RedrivePolicy: deadLetterTargetArn is an invalid arn";
  }
  const needsFifo = topic.endsWith(".fifo") && endpoint.endsWith(".fifo");
  return needsFifo && !target.endsWith(".fifo")
    ? "RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic."
    : undefined;
}

/** Undefined where the policy is no JSON that names one. */
function deadLetterTarget(policy: string): string | undefined {
  try {
    const { deadLetterTargetArn } = JSON.parse(policy) as { readonly deadLetterTargetArn?: unknown };
    return typeof deadLetterTargetArn === "string" ? deadLetterTargetArn : undefined;
  } catch {
    return undefined;
  }
}

/** What is kept of attributes that were given: an empty policy is the same as none. */
export function keptAttributes(attributes: Attributes): Attributes {
  const isKept = ([name, value]: readonly [string, string]): boolean =>
    name === "FilterPolicy" ? !isEmptyPolicy(value) : value !== "";
  return Object.fromEntries(Object.entries(attributes).filter(isKept));
}

export const filterScope = (attributes: Attributes): FilterScope =>
  attributes["FilterPolicyScope"] === "MessageBody" ? "MessageBody" : "MessageAttributes";

export const isRaw = ({ attributes }: Pick<Subscription, "attributes">): boolean =>
  attributes["RawMessageDelivery"] === "true";

/** ARN of the queue that gets what cannot be delivered. */
export function deadLetterQueue({ attributes }: Pick<Subscription, "attributes">): string | undefined {
  const policy = attributes["RedrivePolicy"];
  return policy === undefined ? undefined : deadLetterTarget(policy);
}
