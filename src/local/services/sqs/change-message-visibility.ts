import type { ChangeMessageVisibilityRequest } from "@aws-sdk/client-sqs";
import type { Operation } from "../../service.ts";
import { changeVisibility } from "./message-store.ts";
import { getQueue, queueAuthorization } from "./queue-store.ts";
import type { Waiters } from "../../waiters.ts";

export const changeMessageVisibility = (waiters: Waiters): Operation<ChangeMessageVisibilityRequest, object> => ({
  members: ["QueueUrl", "ReceiptHandle", "VisibilityTimeout"],
  authorize: queueAuthorization("ChangeMessageVisibility"),
  handle(input, { cloud }) {
    const queue = getQueue(cloud, input.QueueUrl);
    changeVisibility(cloud, queue, input.ReceiptHandle, input.VisibilityTimeout ?? 0);
    waiters.wake(queue.name);
    return {};
  },
});
