import type { CreateService } from "../../service.ts";
import { changeMessageVisibility } from "./change-message-visibility.ts";
import { changeMessageVisibilityBatch } from "./change-message-visibility-batch.ts";
import { createQueue } from "./create-queue.ts";
import { createTables } from "./create-tables.ts";
import { deleteMessage } from "./delete-message.ts";
import { deleteMessageBatch } from "./delete-message-batch.ts";
import { deleteQueue } from "./delete-queue.ts";
import { getQueueAttributes } from "./get-queue-attributes.ts";
import { getQueueUrl } from "./get-queue-url.ts";
import { listDeadLetterSourceQueues } from "./list-dead-letter-source-queues.ts";
import { listQueueTags } from "./list-queue-tags.ts";
import { listQueues } from "./list-queues.ts";
import { purgeQueue } from "./purge-queue.ts";
import { createWaiters } from "../../waiters.ts";
import { receiveMessage } from "./receive-message.ts";
import { sendMessage } from "./send-message.ts";
import { sendMessageBatch } from "./send-message-batch.ts";
import { setQueueAttributes } from "./set-queue-attributes.ts";
import { tagQueue } from "./tag-queue.ts";
import { untagQueue } from "./untag-queue.ts";

/** SQS: standard queues with visibility, long polling and dead letters. */
export const createSqsService: CreateService = (cloud) => {
  createTables(cloud.db);
  const waiters = createWaiters(cloud.clock);
  return {
    name: "sqs",
    operations: {
      ChangeMessageVisibility: changeMessageVisibility(waiters),
      ChangeMessageVisibilityBatch: changeMessageVisibilityBatch(waiters),
      CreateQueue: createQueue,
      DeleteMessage: deleteMessage,
      DeleteMessageBatch: deleteMessageBatch,
      DeleteQueue: deleteQueue,
      GetQueueAttributes: getQueueAttributes,
      GetQueueUrl: getQueueUrl,
      ListDeadLetterSourceQueues: listDeadLetterSourceQueues,
      ListQueues: listQueues,
      ListQueueTags: listQueueTags,
      PurgeQueue: purgeQueue,
      ReceiveMessage: receiveMessage(waiters),
      SendMessage: sendMessage(waiters),
      SendMessageBatch: sendMessageBatch(waiters),
      SetQueueAttributes: setQueueAttributes,
      TagQueue: tagQueue,
      UntagQueue: untagQueue,
    },
    close: waiters.close,
  };
};
