import { AwsError } from "../../aws-error.ts";
import type { Authorization, Cloud } from "../../service.ts";

export interface Queue {
  readonly name: string;
  /** As set; defaults are not among them. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly purgedAt: number;
}

interface QueueRow {
  readonly name: string;
  readonly attributes: string;
  readonly tags: string;
  readonly created_at: number;
  readonly modified_at: number;
  readonly purged_at: number;
}

export function queueArn(cloud: Cloud, name: string): string {
  return `arn:aws:sqs:${cloud.region}:${cloud.accountId}:${name}`;
}

/** The address under which clients know a queue. */
export function queueUrl(cloud: Cloud, name: string): string {
  return `${cloud.endpoint}/${cloud.accountId}/${name}`;
}

/** A queue's name from its URL; the host does not matter, since the port changes between starts. */
export function queueName(url = ""): string {
  const path = url.endsWith("/") ? url.slice(0, -1) : url;
  return path.slice(path.lastIndexOf("/") + 1);
}

/** What an operation on a queue's URL needs. */
export function queueAuthorization(action: string) {
  return (input: { readonly QueueUrl?: string | undefined }, { cloud }: { cloud: Cloud }): readonly Authorization[] => [
    { action: `sqs:${action}`, resource: queueArn(cloud, queueName(input.QueueUrl)) },
  ];
}

export function findQueue(cloud: Cloud, name: string): Queue | undefined {
  const row = cloud.db.prepare("SELECT * FROM sqs_queues WHERE name = ?").get(name) as QueueRow | undefined;
  return row === undefined ? undefined : toQueue(row);
}

/** The queue behind a URL; throws `QueueDoesNotExist`. */
export function getQueue(cloud: Cloud, url: string | undefined): Queue {
  const queue = findQueue(cloud, queueName(url));
  if (queue === undefined) throw new AwsError("QueueDoesNotExist", "The specified queue does not exist.");
  return queue;
}

export function listAllQueues(cloud: Cloud): readonly Queue[] {
  const rows = cloud.db.prepare("SELECT * FROM sqs_queues ORDER BY name").all() as unknown as readonly QueueRow[];
  return rows.map(toQueue);
}

export function putQueue(cloud: Cloud, queue: Queue): void {
  cloud.db
    .prepare(
      `INSERT INTO sqs_queues VALUES (?1, ?2, ?3, ?4, ?5, ?6)
       ON CONFLICT (name) DO UPDATE SET attributes = ?2, tags = ?3, modified_at = ?5, purged_at = ?6`,
    )
    .run(
      queue.name,
      JSON.stringify(queue.attributes),
      JSON.stringify(queue.tags),
      queue.createdAt,
      queue.modifiedAt,
      queue.purgedAt,
    );
}

function toQueue(row: QueueRow): Queue {
  return {
    name: row.name,
    attributes: JSON.parse(row.attributes) as Record<string, string>,
    tags: JSON.parse(row.tags) as Record<string, string>,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
    purgedAt: row.purged_at,
  };
}
