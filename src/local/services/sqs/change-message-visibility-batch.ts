import type { ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResult } from "@aws-sdk/client-sqs";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { checkBatch, runBatch } from "./check-batch.ts";
import { changeVisibility } from "./message-store.ts";
import { getQueue, queueAuthorization } from "./queue-store.ts";
import type { Waiters } from "../../waiters.ts";

export const changeMessageVisibilityBatch = (
  waiters: Waiters,
): Operation<ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResult> => ({
  members: ["QueueUrl", "Entries"],
  authorize: queueAuthorization("ChangeMessageVisibility"),
  handle(input, { cloud }) {
    const queue = getQueue(cloud, input.QueueUrl);
    const entries = checkBatch(input.Entries);
    const result = inTransaction(cloud.db, () =>
      runBatch(entries, (entry) => {
        changeVisibility(cloud, queue, entry.ReceiptHandle, entry.VisibilityTimeout ?? 0);
        return {};
      }),
    );
    waiters.wake(queue.name);
    return result;
  },
});
