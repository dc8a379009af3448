import type { CreateService } from "../../service.ts";
import { cancelMessageMoveTask } from "./cancel-message-move-task.ts";
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
import { listMessageMoveTasks } from "./list-message-move-tasks.ts";
import { listQueueTags } from "./list-queue-tags.ts";
import { listQueues } from "./list-queues.ts";
import { purgeQueue } from "./purge-queue.ts";
import { createWaiters } from "../../waiters.ts";
import { receiveMessage } from "./receive-message.ts";
import { sendMessage } from "./send-message.ts";
import { sendMessageBatch } from "./send-message-batch.ts";
import { setQueueAttributes } from "./set-queue-attributes.ts";
import { startMessageMoveTask } from "./start-message-move-task.ts";
import { tagQueue } from "./tag-queue.ts";
import { untagQueue } from "./untag-queue.ts";

/** SQS: standard and FIFO queues with visibility, long polling, dead letters and their redrive. */
export const createSqsService: CreateService = (cloud) => {
  createTables(cloud.db);
  const waiters = createWaiters(cloud.clock);
  return {
    name: "sqs",
    operations: {
      CancelMessageMoveTask: cancelMessageMoveTask,
      ChangeMessageVisibility: changeMessageVisibility(waiters),
      ChangeMessageVisibilityBatch: changeMessageVisibilityBatch(waiters),
      CreateQueue: createQueue,
      DeleteMessage: deleteMessage(waiters),
      DeleteMessageBatch: deleteMessageBatch(waiters),
      DeleteQueue: deleteQueue,
      GetQueueAttributes: getQueueAttributes,
      GetQueueUrl: getQueueUrl,
      ListDeadLetterSourceQueues: listDeadLetterSourceQueues,
      ListMessageMoveTasks: listMessageMoveTasks,
      ListQueues: listQueues,
      ListQueueTags: listQueueTags,
      PurgeQueue: purgeQueue,
      ReceiveMessage: receiveMessage(waiters),
      SendMessage: sendMessage(waiters),
      SendMessageBatch: sendMessageBatch(waiters),
      SetQueueAttributes: setQueueAttributes,
      StartMessageMoveTask: startMessageMoveTask(waiters),
      TagQueue: tagQueue,
      UntagQueue: untagQueue,
    },
    close: waiters.close,
  };
};
