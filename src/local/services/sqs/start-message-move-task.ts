import type { StartMessageMoveTaskRequest, StartMessageMoveTaskResult } from "@aws-sdk/client-sqs";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import type { Waiters } from "../../waiters.ts";
import { moveMessages } from "./move-messages.ts";
import { moveAuthorization, putMoveTask, requireMoveQueue } from "./move-tasks.ts";
import { redrivePolicyOf } from "./queue-attributes.ts";
import { listAllQueues } from "./queue-store.ts";

/** Moves at once what is visible in a dead-letter queue; AWS takes its time. */
export const startMessageMoveTask = (
  waiters: Waiters,
): Operation<StartMessageMoveTaskRequest, StartMessageMoveTaskResult> => ({
  members: ["SourceArn", "DestinationArn"],
  authorize: (input) => [
    ...moveAuthorization("StartMessageMoveTask", input),
    ...["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"].map((action) => ({
      action: `sqs:${action}`,
      resource: input.SourceArn ?? "",
    })),
    ...(input.DestinationArn === undefined ? [] : [{ action: "sqs:SendMessage", resource: input.DestinationArn }]),
  ],
  handle(input, { cloud }) {
    const source = requireMoveQueue(cloud, "SourceArn", input.SourceArn);
    const destination =
      input.DestinationArn === undefined ? undefined : requireMoveQueue(cloud, "DestinationArn", input.DestinationArn);
    if (!listAllQueues(cloud).some((queue) => redrivePolicyOf(queue)?.target === source.name)) {
      throw new AwsError("InvalidParameterValue", "Source queue must be configured as a Dead Letter Queue.");
    }
    const handle = Buffer.from(JSON.stringify({ taskId: cloud.newId(), sourceArn: input.SourceArn ?? "" })).toString(
      "base64",
    );
    const { grown } = inTransaction(cloud.db, () => {
      const moved = moveMessages(cloud, source, destination);
      putMoveTask(cloud, {
        handle,
        source: source.name,
        destination: destination?.name,
        startedAt: cloud.clock.now(),
        toMove: moved.found,
        moved: moved.count,
        failure: moved.failure,
      });
      return moved;
    });
    for (const queue of grown) waiters.wake(queue);
    return { TaskHandle: handle };
  },
});
