import type { CancelMessageMoveTaskRequest, CancelMessageMoveTaskResult } from "@aws-sdk/client-sqs";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { hasMoveTask } from "./move-tasks.ts";
import { queueArn } from "./queue-store.ts";

/** Refuses, as SQS does once a task is over: here it is when it has begun. */
export const cancelMessageMoveTask: Operation<CancelMessageMoveTaskRequest, CancelMessageMoveTaskResult> = {
  members: ["TaskHandle"],
  authorize: (input, { cloud }) => [
    { action: "sqs:CancelMessageMoveTask", resource: sourceOf(input.TaskHandle) ?? queueArn(cloud, "*") },
  ],
  handle(input, { cloud }) {
    const handle = input.TaskHandle ?? "";
    if (sourceOf(handle) === undefined) {
      throw new AwsError("InvalidParameterValue", "Value for parameter TaskHandle is invalid.");
    }
    if (!hasMoveTask(cloud, handle)) throw new AwsError("ResourceNotFoundException", "Task does not exist.", 404);
    throw new AwsError("ResourceNotFoundException", "Only active tasks can be cancelled.", 404);
  },
};

function sourceOf(handle: string | undefined): string | undefined {
  try {
    const { sourceArn } = JSON.parse(Buffer.from(handle ?? "", "base64").toString("utf8")) as {
      readonly sourceArn?: unknown;
    };
    return typeof sourceArn === "string" ? sourceArn : undefined;
  } catch {
    return undefined;
  }
}
