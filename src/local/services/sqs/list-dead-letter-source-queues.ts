import type { ListDeadLetterSourceQueuesRequest, ListDeadLetterSourceQueuesResult } from "@aws-sdk/client-sqs";
import type { Operation } from "../../service.ts";
import { redrivePolicyOf } from "./queue-attributes.ts";
import { getQueue, listAllQueues, queueAuthorization, queueUrl } from "./queue-store.ts";

export const listDeadLetterSourceQueues: Operation<
  ListDeadLetterSourceQueuesRequest,
  ListDeadLetterSourceQueuesResult
> = {
  members: ["QueueUrl"],
  authorize: queueAuthorization("ListDeadLetterSourceQueues"),
  handle(input, { cloud }) {
    const target = getQueue(cloud, input.QueueUrl).name;
    const sources = listAllQueues(cloud).filter((queue) => redrivePolicyOf(queue)?.target === target);
    return { queueUrls: sources.map(({ name }) => queueUrl(cloud, name)) };
  },
};
