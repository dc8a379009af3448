import type { DeleteMessageBatchRequest, DeleteMessageBatchResult } from "@aws-sdk/client-sqs";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { checkBatch, runBatch } from "./check-batch.ts";
import { deleteStoredMessage } from "./message-store.ts";
import { isFifo } from "./queue-attributes.ts";
import { getQueue, queueAuthorization } from "./queue-store.ts";
import type { Waiters } from "../../waiters.ts";

export const deleteMessageBatch = (
  waiters: Waiters,
): Operation<DeleteMessageBatchRequest, DeleteMessageBatchResult> => ({
  members: ["QueueUrl", "Entries"],
  authorize: queueAuthorization("DeleteMessage"),
  handle(input, { cloud }) {
    const queue = getQueue(cloud, input.QueueUrl);
    const entries = checkBatch(input.Entries);
    const result = inTransaction(cloud.db, () =>
      runBatch(entries, (entry) => {
        deleteStoredMessage(cloud, queue, entry.ReceiptHandle);
        return {};
      }),
    );
    // What waited behind them in their groups can be had.
    if (isFifo(queue)) waiters.wake(queue.name);
    return result;
  },
});
