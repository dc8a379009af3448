import type { DeleteMessageRequest } from "@aws-sdk/client-sqs";
import type { Operation } from "../../service.ts";
import { deleteStoredMessage } from "./message-store.ts";
import { isFifo } from "./queue-attributes.ts";
import { getQueue, queueAuthorization } from "./queue-store.ts";
import type { Waiters } from "../../waiters.ts";

export const deleteMessage = (waiters: Waiters): Operation<DeleteMessageRequest, object> => ({
  members: ["QueueUrl", "ReceiptHandle"],
  authorize: queueAuthorization("DeleteMessage"),
  handle(input, { cloud }) {
    const queue = getQueue(cloud, input.QueueUrl);
    deleteStoredMessage(cloud, queue, input.ReceiptHandle);
    // What waited behind it in its group can be had.
    if (isFifo(queue)) waiters.wake(queue.name);
    return {};
  },
});
