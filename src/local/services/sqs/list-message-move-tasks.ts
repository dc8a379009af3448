import type { ListMessageMoveTasksRequest, ListMessageMoveTasksResult } from "@aws-sdk/client-sqs";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { listMoveTasks, moveAuthorization, requireMoveQueue } from "./move-tasks.ts";
import { queueArn } from "./queue-store.ts";

export const listMessageMoveTasks: Operation<ListMessageMoveTasksRequest, ListMessageMoveTasksResult> = {
  members: ["SourceArn", "MaxResults"],
  authorize: (input) => moveAuthorization("ListMessageMoveTasks", input),
  handle(input, { cloud }) {
    const most = input.MaxResults ?? 1;
    if (most < 1 || most > 10) {
      throw new AwsError(
        "InvalidParameterValue",
        "Value for parameter MaxResults is invalid. Reason: Must be 1 to 10.",
      );
    }
    const source = requireMoveQueue(cloud, "SourceArn", input.SourceArn);
    const tasks = listMoveTasks(cloud, source.name, most);
    return {
      Results: tasks.map((task) => ({
        Status: task.failure === undefined ? "COMPLETED" : "FAILED",
        SourceArn: queueArn(cloud, task.source),
        ...(task.destination !== undefined && { DestinationArn: queueArn(cloud, task.destination) }),
        ApproximateNumberOfMessagesMoved: task.moved,
        ApproximateNumberOfMessagesToMove: task.toMove,
        ...(task.failure !== undefined && { FailureReason: task.failure }),
        StartedTimestamp: task.startedAt,
      })),
    };
  },
};
