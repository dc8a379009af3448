import type { CreateQueueRequest, CreateQueueResult } from "@aws-sdk/client-sqs";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { allAttributes, checkAttributes } from "./queue-attributes.ts";
import { findQueue, putQueue, queueArn, queueUrl } from "./queue-store.ts";
import type { Queue } from "./queue-store.ts";

export const createQueue: Operation<CreateQueueRequest, CreateQueueResult> = {
  members: ["QueueName", "Attributes", "tags"],
  authorize: (input, { cloud }) => [{ action: "sqs:CreateQueue", resource: queueArn(cloud, input.QueueName ?? "") }],
  handle(input, { cloud }) {
    const name = input.QueueName ?? "";
    const attributes = input.Attributes ?? {};
    checkName(name, attributes["FifoQueue"] === "true");
    const now = cloud.clock.now();
    const blank: Queue = { name, attributes: {}, tags: input.tags ?? {}, createdAt: now, modifiedAt: now, purgedAt: 0 };
    checkAttributes(cloud, blank, attributes);
    const existing = findQueue(cloud, name);
    if (existing === undefined) {
      putQueue(cloud, { ...blank, attributes });
    } else {
      checkIsSame(existing, attributes);
    }
    return { QueueUrl: queueUrl(cloud, name) };
  },
};

function checkName(name: string, isFifo: boolean): void {
  if (isFifo ? /^[\w-]{1,75}\.fifo$/.test(name) : /^[\w-]{1,80}$/.test(name)) return;
  throw new AwsError(
    "InvalidParameterValue",
    isFifo
      ? "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length"
      : "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
  );
}

// Creating a queue again is no error, as long as nothing given differs.
function checkIsSame(existing: Queue, attributes: Readonly<Record<string, string>>): void {
  const all = allAttributes(existing);
  for (const [name, value] of Object.entries(attributes)) {
    if (all[name] === value) continue;
    throw new AwsError(
      "QueueNameExists",
      `A queue already exists with the same name and a different value for attribute ${name}`,
    );
  }
}
