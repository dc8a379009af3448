import { invalidParameter, invalidValue } from "./errors.ts";
import type { MessageAttribute, MessageInput } from "./sns-types.ts";
import { isFifo } from "./topic-store.ts";
import type { Topic } from "./topic-store.ts";

export const longestMessage = 262_144;

/** Throws in SNS's words unless the topic takes the message. */
export function checkMessage(topic: Topic, message: MessageInput): void {
  if (message.Message === "") throw invalidParameter("Empty message");
  checkSubject(message.Subject);
  checkStructure(message);
  for (const [name, attribute] of Object.entries(message.MessageAttributes ?? {})) {
    checkAttributeName(name);
    checkAttribute(name, attribute);
  }
  if (sizeOf(message) > longestMessage) throw invalidParameter("Message too long");
  checkOrder(topic, message);
}

function checkSubject(subject: string | undefined): void {
  if (subject !== undefined && !/^[\x21-\x7e][\x20-\x7e]{0,99}$/.test(subject)) throw invalidParameter("Subject");
}

function checkStructure({ Message, MessageStructure }: MessageInput): void {
  if (MessageStructure === undefined) return;
  if (MessageStructure !== "json") throw invalidParameter("MessageStructure");
  const messages = readMessages(Message);
  if (messages === undefined) throw invalidParameter("Message Structure - JSON message body failed to parse");
  if (messages["default"] === undefined) {
    throw invalidParameter("Message Structure - No default entry in JSON message body");
  }
}

/** The messages by protocol of a structured one; what is no text is none. */
export function readMessages(text: string): Readonly<Record<string, string>> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  } catch {
    return undefined;
  }
}

function checkAttributeName(name: string): void {
  if (Buffer.byteLength(name) > 256)
    throw invalidValue("Length of message attribute name must be less than 256 bytes.");
  const stranger = /[^\w.-]/u.exec(name)?.[0];
  if (stranger !== undefined) {
    const code = (stranger.codePointAt(0) ?? 0).toString(16).toUpperCase();
    throw invalidValue(
      `Invalid non-alphanumeric character '#x${code}' was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots.`,
    );
  }
  if (name.startsWith(".")) throw invalidValue("Invalid message attribute name starting with character '.' was found.");
  if (name.endsWith(".")) throw invalidValue("Invalid message attribute name ending with character '.' was found.");
  if (name.includes("..")) throw invalidValue("Message attribute name can not have successive '.' character.");
}

function checkAttribute(name: string, { DataType, StringValue, BinaryValue }: MessageAttribute): void {
  const kind = /^(String|Number|Binary)(?:\..+)?$/.exec(DataType)?.[1];
  if (kind === undefined) {
    throw invalidValue(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const field = kind === "Binary" ? "Binary" : "String";
  const other = field === "Binary" ? StringValue : BinaryValue;
  const isEmpty = (field === "Binary" ? BinaryValue : StringValue)?.length === 0;
  const isMissing = (field === "Binary" ? BinaryValue : StringValue) === undefined;
  if (isMissing && other !== undefined) {
    throw invalidValue(`The message attribute '${name}' with type '${DataType}' must use field '${field}'.`);
  }
  if (isEmpty || isMissing) {
    throw invalidValue(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${DataType}'.`,
    );
  }
  if (kind === "Number" && !Number.isFinite(Number(StringValue))) {
    throw invalidValue(`Could not cast message attribute '${name}' value to number.`);
  }
}

/** Bytes of body and attributes, which the limit counts. */
export function sizeOf({ Message, MessageAttributes = {} }: MessageInput): number {
  let size = Buffer.byteLength(Message);
  for (const [name, { DataType, StringValue = "", BinaryValue }] of Object.entries(MessageAttributes)) {
    size += Buffer.byteLength(name) + Buffer.byteLength(DataType);
    size += BinaryValue?.byteLength ?? Buffer.byteLength(StringValue);
  }
  return size;
}

// Standard topics take a group, too, and hand it on to their queues.
function checkOrder(topic: Topic, { MessageGroupId, MessageDeduplicationId }: MessageInput): void {
  checkId("MessageGroupId", MessageGroupId);
  checkId("MessageDeduplicationId", MessageDeduplicationId);
  if (!isFifo(topic)) {
    if (MessageDeduplicationId === undefined) return;
    throw invalidParameter(
      "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type",
    );
  }
  if (MessageGroupId === undefined) {
    throw invalidParameter("The MessageGroupId parameter is required for FIFO topics");
  }
  if (MessageDeduplicationId === undefined && topic.attributes["ContentBasedDeduplication"] !== "true") {
    throw invalidParameter(
      "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    );
  }
}

function checkId(member: string, id: string | undefined): void {
  if (id === undefined || /^[\x21-\x7e]{1,128}$/.test(id)) return;
  throw invalidParameter(
    `${member} Reason: The ${member} can only include alphanumeric and punctuation characters. 1 to 128 in length`,
  );
}
