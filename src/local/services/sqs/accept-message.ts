import type { CallContext } from "../../service.ts";
import type { MessageInput } from "./check-message.ts";
import { digestOf, digestOfAttributes } from "./message-digest.ts";
import { insertMessage } from "./message-store.ts";
import { numberOf } from "./queue-attributes.ts";
import type { Queue } from "./queue-store.ts";

export interface AcceptedMessage {
  readonly MessageId: string;
  readonly MD5OfMessageBody: string;
  readonly MD5OfMessageAttributes?: string;
}

/** Keeps a checked message and says what the SDKs verify. */
export function acceptMessage({ cloud, principal }: CallContext, queue: Queue, message: MessageInput): AcceptedMessage {
  const id = cloud.newId();
  const body = message.MessageBody ?? "";
  const attributes = message.MessageAttributes ?? {};
  insertMessage(cloud, queue, {
    id,
    body,
    attributes,
    senderId: principal.kind === "root" ? cloud.accountId : principal.sessionName,
    delaySeconds: message.DelaySeconds ?? numberOf(queue, "DelaySeconds"),
  });
  const digest = digestOfAttributes(attributes);
  return {
    MessageId: id,
    MD5OfMessageBody: digestOf(body),
    ...(digest === undefined ? {} : { MD5OfMessageAttributes: digest }),
  };
}
