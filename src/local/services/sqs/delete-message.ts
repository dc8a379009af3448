import type { DeleteMessageRequest } from "@aws-sdk/client-sqs";
import type { Operation } from "../../service.ts";
import { deleteStoredMessage } from "./message-store.ts";
import { getQueue, queueAuthorization } from "./queue-store.ts";

export const deleteMessage: Operation<DeleteMessageRequest, object> = {
  members: ["QueueUrl", "ReceiptHandle"],
  authorize: queueAuthorization("DeleteMessage"),
  handle(input, { cloud }) {
    deleteStoredMessage(cloud, getQueue(cloud, input.QueueUrl), input.ReceiptHandle);
    return {};
  },
};
