import type { Json } from "#asl";
import { TaskFailure } from "#interpreter";
import { toApiInput } from "./aws-sdk-values.ts";
import type { Integration } from "./integration.ts";
import { sdkMetadata } from "./sdk-metadata.ts";
import { failAsTask } from "./service-failure.ts";
import { asText, readArguments } from "./task-arguments.ts";

const names = {
  prefix: "SNS",
  service: "AmazonSNS",
  undeclared: "AmazonSNSException",
  style: "optimized",
  // On the wire errors lose the last word of their shape's name.
  spelledCode: (code: string) => code.replace(/Exception$/, ""),
} as const;
const parameters = [
  "Message",
  "MessageAttributes",
  "MessageDeduplicationId",
  "MessageGroupId",
  "MessageStructure",
  "PhoneNumber",
  "Subject",
  "TargetArn",
  "TopicArn",
];
const required = ["Message"];

/** `arn:aws:states:::sns:publish`: a message that is not text is sent as JSON. */
export const snsPublish: Integration = {
  parameters,
  required,
  async perform({ cloud, loadModel, principal, task }) {
    const { Message, ...rest } = readArguments(task.arguments, parameters, required);
    const model = (await loadModel("sns")).operations.get("Publish");
    if (model === undefined) throw new TaskFailure("States.Runtime", "SNS has no operation Publish");
    const given = { ...rest, Message: Message === null ? "" : (asText(Message) ?? "") };
    const requestId = cloud.newId();
    const output = await failAsTask(
      names,
      () => loadModel("sns"),
      requestId,
      () =>
        cloud.call<Readonly<Record<string, Json>>>(
          "sns",
          "Publish",
          toApiInput(model.input, given) as object,
          principal,
        ),
    );
    const contentLength = Buffer.byteLength(JSON.stringify(output));
    const at = cloud.clock.now();
    return { ...output, ...sdkMetadata({ requestId, at, contentType: "text/xml", contentLength }) };
  },
};
