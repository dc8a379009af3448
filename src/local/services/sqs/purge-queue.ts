import type { PurgeQueueRequest } from "@aws-sdk/client-sqs";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { getQueue, putQueue, queueAuthorization } from "./queue-store.ts";

export const purgeQueue: Operation<PurgeQueueRequest, object> = {
  members: ["QueueUrl"],
  authorize: queueAuthorization("PurgeQueue"),
  handle(input, { cloud }) {
    const queue = getQueue(cloud, input.QueueUrl);
    const now = cloud.clock.now();
    if (now - queue.purgedAt < 60_000) {
      throw new AwsError(
        "PurgeQueueInProgress",
        `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
        403,
      );
    }
    inTransaction(cloud.db, () => {
      cloud.db.prepare("DELETE FROM sqs_messages WHERE queue = ?").run(queue.name);
      putQueue(cloud, { ...queue, purgedAt: now });
    });
    return {};
  },
};
