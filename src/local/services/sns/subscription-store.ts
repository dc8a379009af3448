import type { Authorization, Cloud } from "../../service.ts";
import { invalidParameter, notFound } from "./errors.ts";
import type { Attributes, SubscriptionReference } from "./sns-types.ts";
import { topicArn } from "./topic-store.ts";

export type Protocol = "sqs" | "lambda" | "email" | "email-json";

export interface Subscription {
  readonly id: string;
  /** Name of the topic. */
  readonly topic: string;
  readonly protocol: Protocol;
  /** ARN of a queue or a function, or an address. */
  readonly endpoint: string;
  /** As set; defaults are not among them. */
  readonly attributes: Attributes;
  /** Who subscribed it. */
  readonly principal: string;
}

type SubscriptionRow = Omit<Subscription, "attributes"> & { readonly attributes: string };

export function subscriptionArn(cloud: Cloud, { topic, id }: Pick<Subscription, "topic" | "id">): string {
  return `${topicArn(cloud, topic)}:${id}`;
}

/** By mail, until a person has followed the link in SNS's first one: here for ever, since no mail is ever sent. */
export function isPending({ protocol }: Pick<Subscription, "protocol">): boolean {
  return protocol === "email" || protocol === "email-json";
}

/** How lists show a subscription. */
export function describeSubscription(cloud: Cloud, subscription: Subscription): object {
  const { topic, protocol, endpoint } = subscription;
  return {
    SubscriptionArn: isPending(subscription) ? "PendingConfirmation" : subscriptionArn(cloud, subscription),
    Owner: cloud.accountId,
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topicArn(cloud, topic),
  };
}

/** Undefined for the ARN of a subscription that is not there; throws for a text that is none. */
export function findSubscription(cloud: Cloud, arn: string): Subscription | undefined {
  const parts = arn.split(":");
  if (parts.length < 6) {
    throw invalidParameter(`SubscriptionArn Reason: An ARN must have at least 6 elements, not ${parts.length}`);
  }
  if (parts[2] !== "sns" || parts.length !== 7) throw invalidParameter("SubscriptionArn");
  const row = cloud.db.prepare("SELECT * FROM sns_subscriptions WHERE id = ?").get(parts[6] ?? "");
  const found = row === undefined ? undefined : toSubscription(row as unknown as SubscriptionRow);
  return found !== undefined && subscriptionArn(cloud, found) === arn ? found : undefined;
}

/** Throws `NotFound`. */
export function getSubscription(cloud: Cloud, arn: string): Subscription {
  const subscription = findSubscription(cloud, arn);
  if (subscription === undefined) throw notFound("Subscription");
  return subscription;
}

/** In the order in which they were made; of all topics without a name. */
export function listAllSubscriptions({ db }: Pick<Cloud, "db">, topic?: string): readonly Subscription[] {
  const rows = db
    .prepare("SELECT * FROM sns_subscriptions WHERE ?1 IS NULL OR topic = ?1 ORDER BY rowid")
    .all(topic ?? null) as unknown as readonly SubscriptionRow[];
  return rows.map(toSubscription);
}

export function putSubscription({ db }: Pick<Cloud, "db">, subscription: Subscription): void {
  const { id, topic, protocol, endpoint, attributes, principal } = subscription;
  db.prepare(
    `INSERT INTO sns_subscriptions VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE SET attributes = ?5`,
  ).run(id, topic, protocol, endpoint, JSON.stringify(attributes), principal);
}

export function subscriptionAuthorization(action: string) {
  return ({ SubscriptionArn }: SubscriptionReference): readonly Authorization[] => [
    { action: `sns:${action}`, resource: SubscriptionArn },
  ];
}

const toSubscription = (row: SubscriptionRow): Subscription => ({
  ...row,
  attributes: JSON.parse(row.attributes) as Attributes,
});
