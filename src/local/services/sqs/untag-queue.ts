import type { UntagQueueRequest } from "@aws-sdk/client-sqs";
import type { Operation } from "../../service.ts";
import { getQueue, putQueue, queueAuthorization } from "./queue-store.ts";

export const untagQueue: Operation<UntagQueueRequest, object> = {
  members: ["QueueUrl", "TagKeys"],
  authorize: queueAuthorization("UntagQueue"),
  handle(input, { cloud }) {
    const queue = getQueue(cloud, input.QueueUrl);
    const removed = new Set(input.TagKeys ?? []);
    const tags = Object.fromEntries(Object.entries(queue.tags).filter(([key]) => !removed.has(key)));
    putQueue(cloud, { ...queue, tags });
    return {};
  },
};
