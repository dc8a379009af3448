import type { SendMessageBatchRequest, SendMessageBatchResult } from "@aws-sdk/client-sqs";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { acceptMessage } from "./accept-message.ts";
import { checkBatch, runBatch } from "./check-batch.ts";
import { checkMessage, messageMembers, sizeOf } from "./check-message.ts";
import { getQueue, queueAuthorization } from "./queue-store.ts";
import type { Waiters } from "../../waiters.ts";

const longestBatchBytes = 1_048_576;

export const sendMessageBatch = (waiters: Waiters): Operation<SendMessageBatchRequest, SendMessageBatchResult> => ({
  members: ["QueueUrl", "Entries.Id", ...messageMembers.map((member) => `Entries.${member}`)],
  authorize: queueAuthorization("SendMessage"),
  handle(input, context) {
    const queue = getQueue(context.cloud, input.QueueUrl);
    const entries = checkBatch(input.Entries);
    const size = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
    if (size > longestBatchBytes) {
      throw new AwsError(
        "BatchRequestTooLong",
        `Batch requests cannot be longer than ${longestBatchBytes} bytes. You have sent ${size} bytes.`,
      );
    }
    const result = inTransaction(context.cloud.db, () =>
      runBatch(entries, (entry) => {
        checkMessage(queue, entry);
        return acceptMessage(context, queue, entry);
      }),
    );
    waiters.wake(queue.name);
    return result;
  },
});
