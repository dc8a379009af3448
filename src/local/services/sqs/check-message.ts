import type { MessageAttributeValue } from "@aws-sdk/client-sqs";
import { AwsError } from "../../aws-error.ts";
import { numberOf } from "./queue-attributes.ts";
import type { Queue } from "./queue-store.ts";

export interface MessageInput {
  readonly MessageBody?: string | undefined;
  readonly DelaySeconds?: number | undefined;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttributeValue>> | undefined;
}

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
