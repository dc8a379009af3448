import type { TagQueueRequest } from "@aws-sdk/client-sqs";
import type { Operation } from "../../service.ts";
import { getQueue, putQueue, queueAuthorization } from "./queue-store.ts";

export const tagQueue: Operation<TagQueueRequest, object> = {
  members: ["QueueUrl", "Tags"],
  authorize: queueAuthorization("TagQueue"),
  handle(input, { cloud }) {
    const queue = getQueue(cloud, input.QueueUrl);
    putQueue(cloud, { ...queue, tags: { ...queue.tags, ...input.Tags } });
    return {};
  },
};
