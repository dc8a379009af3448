import type { GetQueueAttributesRequest, GetQueueAttributesResult } from "@aws-sdk/client-sqs";
import { AwsError } from "../../aws-error.ts";
import type { Cloud, Operation } from "../../service.ts";
import { allAttributes } from "./queue-attributes.ts";
import { getQueue, queueArn, queueAuthorization } from "./queue-store.ts";
import type { Queue } from "./queue-store.ts";

export const getQueueAttributes: Operation<GetQueueAttributesRequest, GetQueueAttributesResult> = {
  members: ["QueueUrl", "AttributeNames"],
  authorize: queueAuthorization("GetQueueAttributes"),
  handle(input, { cloud }) {
    const queue = getQueue(cloud, input.QueueUrl);
    const names = input.AttributeNames ?? [];
    const all = describe(cloud, queue);
    if (names.includes("All")) return { Attributes: all };
    for (const name of names) {
      const isKnown =
        name in all ||
        /^(Policy|Redrive(Allow)?Policy|Kms\w+|Fifo\w+|ContentBasedDeduplication|DeduplicationScope)$/.test(name);
      if (!isKnown) throw new AwsError("InvalidAttributeName", `Unknown Attribute ${name}.`);
    }
    const asked = Object.entries(all).filter(([name]) => (names as readonly string[]).includes(name));
    return asked.length === 0 ? {} : { Attributes: Object.fromEntries(asked) };
  },
};

function describe(cloud: Cloud, queue: Queue): Record<string, string> {
  const now = cloud.clock.now();
  const counts = cloud.db
    .prepare(
      `SELECT COUNT(*) FILTER (WHERE visible_at <= ?1) AS visible,
         COUNT(*) FILTER (WHERE visible_at > ?1 AND receive_count > 0) AS hidden,
         COUNT(*) FILTER (WHERE visible_at > ?1 AND receive_count = 0) AS delayed
       FROM sqs_messages WHERE queue = ?2`,
    )
    .get(now, queue.name) as { visible: number; hidden: number; delayed: number };
  return {
    QueueArn: queueArn(cloud, queue.name),
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.hidden),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.modifiedAt / 1000)),
    ...allAttributes(queue),
  };
}
