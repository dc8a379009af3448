import type { SetQueueAttributesRequest } from "@aws-sdk/client-sqs";
import type { Operation } from "../../service.ts";
import { checkAttributes } from "./queue-attributes.ts";
import { getQueue, putQueue, queueAuthorization } from "./queue-store.ts";

export const setQueueAttributes: Operation<SetQueueAttributesRequest, object> = {
  members: ["QueueUrl", "Attributes"],
  authorize: queueAuthorization("SetQueueAttributes"),
  handle(input, { cloud }) {
    const queue = getQueue(cloud, input.QueueUrl);
    const given = input.Attributes ?? {};
    checkAttributes(cloud, queue, given);
    const attributes = Object.entries({ ...queue.attributes, ...given }).filter(([, value]) => value !== "");
    putQueue(cloud, { ...queue, attributes: Object.fromEntries(attributes), modifiedAt: cloud.clock.now() });
    return {};
  },
};
