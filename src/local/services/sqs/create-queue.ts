import type { CreateQueueRequest, CreateQueueResult } from "@aws-sdk/client-sqs";
import { AwsError, notImplemented } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { checkAttributes, usualAttributes } from "./queue-attributes.ts";
import { findQueue, putQueue, queueArn, queueUrl } from "./queue-store.ts";
import type { Queue } from "./queue-store.ts";

export const createQueue: Operation<CreateQueueRequest, CreateQueueResult> = {
  members: ["QueueName", "Attributes", "tags"],
  authorize: (input, { cloud }) => [{ action: "sqs:CreateQueue", resource: queueArn(cloud, input.QueueName ?? "") }],
  handle(input, { cloud }) {
    const name = input.QueueName ?? "";
    if (name.endsWith(".fifo")) throw notImplemented("A FIFO queue");
    if (!/^[\w-]{1,80}$/.test(name)) {
      throw new AwsError(
        "InvalidParameterValue",
        "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
      );
    }
    const attributes = input.Attributes ?? {};
    checkAttributes(cloud, attributes);
    const existing = findQueue(cloud, name);
    if (existing === undefined) {
      const now = cloud.clock.now();
      putQueue(cloud, { name, attributes, tags: input.tags ?? {}, createdAt: now, modifiedAt: now, purgedAt: 0 });
    } else {
      checkIsSame(existing, attributes);
    }
    return { QueueUrl: queueUrl(cloud, name) };
  },
};

// Creating a queue again is no error, as long as nothing given differs.
function checkIsSame(existing: Queue, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if ((existing.attributes[name] ?? usualAttributes[name]) === value) continue;
    throw new AwsError(
      "QueueNameExists",
      `A queue already exists with the same name and a different value for attribute ${name}`,
    );
  }
}
