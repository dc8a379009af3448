import type { Json } from "#asl";
import type { Integration } from "./integration.ts";
import { sdkMetadata } from "./sdk-metadata.ts";
import { failAsTask } from "./service-failure.ts";
import { asText, readArguments } from "./task-arguments.ts";

const names = { prefix: "SQS", service: "AmazonSQS", undeclared: "AmazonSQSException", style: "optimized" } as const;
const parameters = [
  "DelaySeconds",
  "MessageAttributes",
  "MessageBody",
  "MessageDeduplicationId",
  "MessageGroupId",
  "QueueUrl",
];
const required = ["QueueUrl"];

/** `arn:aws:states:::sqs:sendMessage`: a body that is not text is sent as JSON. */
export const sqsSendMessage: Integration = {
  parameters,
  required,
  async perform({ cloud, loadModel, principal, task }) {
    const { MessageBody, ...rest } = readArguments(task.arguments, parameters, required);
    const body = MessageBody === null ? undefined : asText(MessageBody);
    const requestId = cloud.newId();
    const output = await failAsTask(
      names,
      () => loadModel("sqs"),
      requestId,
      () => {
        const input = { ...rest, ...(body === undefined ? {} : { MessageBody: body }) };
        return cloud.call<Readonly<Record<string, Json>>>("sqs", "SendMessage", input, principal);
      },
    );
    const contentLength = Buffer.byteLength(JSON.stringify(output));
    const at = cloud.clock.now();
    const contentType = "application/x-amz-json-1.0";
    return { ...output, ...sdkMetadata({ requestId, at, contentType, contentLength }) };
  },
};
