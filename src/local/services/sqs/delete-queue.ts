import type { DeleteQueueRequest } from "@aws-sdk/client-sqs";
import type { Operation } from "../../service.ts";
import { getQueue, queueAuthorization } from "./queue-store.ts";

export const deleteQueue: Operation<DeleteQueueRequest, object> = {
  members: ["QueueUrl"],
  authorize: queueAuthorization("DeleteQueue"),
  handle(input, { cloud }) {
    cloud.db.prepare("DELETE FROM sqs_queues WHERE name = ?").run(getQueue(cloud, input.QueueUrl).name);
    return {};
  },
};
