import type { SendMessageRequest, SendMessageResult } from "@aws-sdk/client-sqs";
import type { Operation } from "../../service.ts";
import { acceptMessage } from "./accept-message.ts";
import { checkMessage, messageMembers } from "./check-message.ts";
import { getQueue, queueAuthorization } from "./queue-store.ts";
import type { Waiters } from "../../waiters.ts";

export const sendMessage = (waiters: Waiters): Operation<SendMessageRequest, SendMessageResult> => ({
  members: ["QueueUrl", ...messageMembers],
  authorize: queueAuthorization("SendMessage"),
  handle(input, context) {
    const queue = getQueue(context.cloud, input.QueueUrl);
    checkMessage(queue, input);
    const accepted = acceptMessage(context, queue, input);
    waiters.wake(queue.name);
    return accepted;
  },
});
