import type { ListQueueTagsRequest, ListQueueTagsResult } from "@aws-sdk/client-sqs";
import type { Operation } from "../../service.ts";
import { getQueue, queueAuthorization } from "./queue-store.ts";

export const listQueueTags: Operation<ListQueueTagsRequest, ListQueueTagsResult> = {
  members: ["QueueUrl"],
  authorize: queueAuthorization("ListQueueTags"),
  handle: (input, { cloud }) => ({ Tags: { ...getQueue(cloud, input.QueueUrl).tags } }),
};
