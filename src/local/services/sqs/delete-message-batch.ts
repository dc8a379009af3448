import type { DeleteMessageBatchRequest, DeleteMessageBatchResult } from "@aws-sdk/client-sqs";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { checkBatch, runBatch } from "./check-batch.ts";
import { deleteStoredMessage } from "./message-store.ts";
import { getQueue, queueAuthorization } from "./queue-store.ts";

export const deleteMessageBatch: Operation<DeleteMessageBatchRequest, DeleteMessageBatchResult> = {
  members: ["QueueUrl", "Entries"],
  authorize: queueAuthorization("DeleteMessage"),
  handle(input, { cloud }) {
    const queue = getQueue(cloud, input.QueueUrl);
    const entries = checkBatch(input.Entries);
    return inTransaction(cloud.db, () =>
      runBatch(entries, (entry) => {
        deleteStoredMessage(cloud, queue, entry.ReceiptHandle);
        return {};
      }),
    );
  },
};
