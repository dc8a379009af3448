import type { MessageAttributeValue } from "@aws-sdk/client-sqs";
import { AwsError } from "../../aws-error.ts";
import { isFifo, numberOf } from "./queue-attributes.ts";
import type { Queue } from "./queue-store.ts";

export interface MessageInput {
  readonly MessageBody?: string | undefined;
  readonly DelaySeconds?: number | undefined;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttributeValue>> | undefined;
  readonly MessageGroupId?: string | undefined;
  readonly MessageDeduplicationId?: string | undefined;
}

/** Members of a message that are honoured, in SendMessage and in the entries of a batch. */
export const messageMembers: readonly string[] = [
  "MessageBody",
  "DelaySeconds",
  "MessageAttributes.DataType",
  "MessageAttributes.StringValue",
  "MessageAttributes.BinaryValue",
  "MessageGroupId",
  "MessageDeduplicationId",
];

// The characters that XML 1.0 allows; SQS refuses all others.
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/** Throws in SQS's words unless the queue takes the message. */
export function checkMessage(queue: Queue, message: MessageInput): void {
  const body = message.MessageBody ?? "";
  if (body === "") throw new AwsError("MissingParameter", "The request must contain the parameter MessageBody.");
  if (forbidden.test(body)) {
    throw new AwsError(
      "InvalidMessageContents",
      "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF",
    );
  }
  for (const [name, attribute] of Object.entries(message.MessageAttributes ?? {})) checkAttribute(name, attribute);
  const longest = numberOf(queue, "MaximumMessageSize");
  if (sizeOf(message) > longest) {
    throw new AwsError(
      "InvalidParameterValue",
      `One or more parameters are invalid. Reason: Message must be shorter than ${longest} bytes.`,
    );
  }
  const delay = message.DelaySeconds ?? 0;
  if (!Number.isInteger(delay) || delay < 0 || delay > 900) {
    throw new AwsError(
      "InvalidParameterValue",
      `Value ${delay} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`,
    );
  }
  checkGroup(queue, message);
}

// Standard queues take a group too, which makes them fair, but order nothing and drop nothing.
function checkGroup(queue: Queue, { MessageGroupId, MessageDeduplicationId, DelaySeconds }: MessageInput): void {
  checkId("MessageGroupId", MessageGroupId);
  checkId("MessageDeduplicationId", MessageDeduplicationId);
  if (!isFifo(queue)) {
    if (MessageDeduplicationId !== undefined) throw unfit("MessageDeduplicationId", MessageDeduplicationId);
    return;
  }
  if (MessageGroupId === undefined) {
    throw new AwsError("MissingParameter", "The request must contain the parameter MessageGroupId.");
  }
  if (DelaySeconds !== undefined && DelaySeconds > 0) throw unfit("DelaySeconds", DelaySeconds);
  if (MessageDeduplicationId === undefined && queue.attributes["ContentBasedDeduplication"] !== "true") {
    throw new AwsError(
      "InvalidParameterValue",
      "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    );
  }
}

/** Throws unless an id that a client chose is one that SQS takes. */
export function checkId(parameter: string, id: string | undefined): void {
  if (id === undefined || /^[\x21-\x7e]{1,128}$/.test(id)) return;
  throw new AwsError(
    "InvalidParameterValue",
    `Value ${id} for parameter ${parameter} is invalid. Reason: ${parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
  );
}

/** The refusal of a parameter that the other kind of queue takes. */
export function unfit(parameter: string, value: string | number): AwsError {
  return new AwsError(
    "InvalidParameterValue",
    `Value ${value} for parameter ${parameter} is invalid. Reason: The request include parameter that is not valid for this queue type.`,
  );
}

/** Bytes of body and attributes, which the size limit counts. */
export function sizeOf(message: MessageInput): number {
  let size = Buffer.byteLength(message.MessageBody ?? "");
  for (const [name, attribute] of Object.entries(message.MessageAttributes ?? {})) {
    size += Buffer.byteLength(name) + Buffer.byteLength(attribute.DataType ?? "");
    size += attribute.BinaryValue?.byteLength ?? Buffer.byteLength(attribute.StringValue ?? "");
  }
  return size;
}

function checkAttribute(name: string, attribute: MessageAttributeValue): void {
  const type = attribute.DataType ?? "";
  if (!/^(String|Number|Binary)(\..+)?$/.test(type)) {
    throw new AwsError(
      "InvalidParameterValue",
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const isEmpty = type.startsWith("Binary") ? !attribute.BinaryValue?.byteLength : !attribute.StringValue;
  if (isEmpty) {
    throw new AwsError(
      "InvalidParameterValue",
      `The message attribute '${name}' must contain a non-empty message attribute value for message attribute type '${type}'.`,
    );
  }
  if (type.startsWith("Number") && !Number.isFinite(Number(attribute.StringValue))) {
    throw new AwsError("InvalidParameterValue", `Can't cast the value of message attribute '${name}' to a number.`);
  }
}
