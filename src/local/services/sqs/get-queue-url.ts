import type { GetQueueUrlRequest, GetQueueUrlResult } from "@aws-sdk/client-sqs";
import type { Operation } from "../../service.ts";
import { getQueue, queueArn, queueUrl } from "./queue-store.ts";

export const getQueueUrl: Operation<GetQueueUrlRequest, GetQueueUrlResult> = {
  members: ["QueueName", "QueueOwnerAWSAccountId"],
  authorize: (input, { cloud }) => [{ action: "sqs:GetQueueUrl", resource: queueArn(cloud, input.QueueName ?? "") }],
  handle: (input, { cloud }) => ({ QueueUrl: queueUrl(cloud, getQueue(cloud, input.QueueName).name) }),
};
