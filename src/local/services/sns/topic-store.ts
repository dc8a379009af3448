import type { Authorization, CallContext, Cloud } from "../../service.ts";
import { invalidParameter, notFound } from "./errors.ts";
import type { Attributes, Tag } from "./sns-types.ts";

export interface Topic {
  readonly name: string;
  /** As set; defaults are not among them. */
  readonly attributes: Attributes;
  readonly tags: Attributes;
  /** How many subscriptions were ended. */
  readonly unsubscribed: number;
}

interface TopicRow {
  readonly name: string;
  readonly attributes: string;
  readonly tags: string;
  readonly unsubscribed: number;
}

export const topicArn = ({ region, accountId }: Pick<Cloud, "region" | "accountId">, name: string): string =>
  `arn:aws:sns:${region}:${accountId}:${name}`;

export const isFifo = ({ name }: Pick<Topic, "name">): boolean => name.endsWith(".fifo");

/** The topic's name from its ARN; throws what SNS says of an ARN that is none. */
export function topicName(cloud: Cloud, arn: string, member = "TopicArn"): string {
  const parts = arn.split(":");
  if (parts.length < 6) {
    throw invalidParameter(`${member} Reason: An ARN must have at least 6 elements, not ${parts.length}`);
  }
  if (parts[0] !== "arn" || parts[2] !== "sns" || parts.length > 6) throw invalidParameter(member);
  // Of another region or account is no topic here.
  return arn.startsWith(topicArn(cloud, "")) ? (parts[5] ?? "") : "";
}

export function findTopic({ db }: Pick<Cloud, "db">, name: string): Topic | undefined {
  const row = db.prepare("SELECT * FROM sns_topics WHERE name = ?").get(name) as TopicRow | undefined;
  return row === undefined ? undefined : toTopic(row);
}

/** Throws `NotFound`. */
export function getTopic(cloud: Cloud, arn: string, member = "TopicArn"): Topic {
  const topic = findTopic(cloud, topicName(cloud, arn, member));
  if (topic === undefined) throw notFound("Topic");
  return topic;
}

export function listAllTopics({ db }: Pick<Cloud, "db">): readonly Topic[] {
  const rows = db.prepare("SELECT * FROM sns_topics ORDER BY name").all() as unknown as readonly TopicRow[];
  return rows.map(toTopic);
}

export function putTopic({ db }: Pick<Cloud, "db">, { name, attributes, tags, unsubscribed }: Topic): void {
  db.prepare(
    `INSERT INTO sns_topics VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (name) DO UPDATE SET attributes = ?2, tags = ?3, unsubscribed = ?4`,
  ).run(name, JSON.stringify(attributes), JSON.stringify(tags), unsubscribed);
}

export const toTagMap = (tags: readonly Tag[] = []): Attributes =>
  Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));

/** What an operation on a topic needs. */
export function topicAuthorization(action: string) {
  return (input: { readonly TopicArn?: string }): readonly Authorization[] => [
    { action: `sns:${action}`, resource: input.TopicArn ?? "*" },
  ];
}

/** The policy of the topic that a request names, be it by a subscription of it. */
export function topicPolicies(
  input: {
    readonly TopicArn?: string;
    readonly TargetArn?: string;
    readonly ResourceArn?: string;
    readonly SubscriptionArn?: string;
  },
  { cloud }: CallContext,
): readonly string[] {
  const arn = input.TopicArn ?? input.TargetArn ?? input.ResourceArn ?? input.SubscriptionArn ?? "";
  const policy = findTopic(cloud, arn.split(":")[5] ?? "")?.attributes["Policy"];
  return policy === undefined ? [] : [policy];
}

function toTopic(row: TopicRow): Topic {
  return {
    name: row.name,
    attributes: JSON.parse(row.attributes) as Attributes,
    tags: JSON.parse(row.tags) as Attributes,
    unsubscribed: row.unsubscribed,
  };
}
