import { notImplemented } from "../../aws-error.ts";
import { parsePolicyDocument } from "../../iam/policy-document.ts";
import { invalidParameter } from "./errors.ts";
import type { Attributes } from "./sns-types.ts";

// Attributes that SNS has and that would do something which nothing here does.
const absent =
  /^(?:KmsMasterKeyId|ArchivePolicy|DataProtectionPolicy|DeliveryPolicy|(?:HTTP|SQS|Lambda|Firehose|Application)(?:Success|Failure)Feedback\w+)$/;

const oneOf = (...values: readonly string[]) => new Set(values);

const choices: Readonly<Record<string, ReadonlySet<string>>> = {
  ContentBasedDeduplication: oneOf("true", "false"),
  FifoThroughputScope: oneOf("Topic", "MessageGroup"),
  SignatureVersion: oneOf("1", "2"),
  // Kept and given back: nothing is traced here, as with functions and state machines.
  TracingConfig: oneOf("PassThrough", "Active"),
};

const ofFifoTopics: ReadonlySet<string> = new Set(["ContentBasedDeduplication", "FifoThroughputScope"]);

/** Throws unless a topic takes the attribute; the attribute FifoTopic is the creation's alone. */
export function checkTopicAttribute(name: string, value: string, isFifo: boolean): void {
  if (name === "DisplayName") {
    if (value.length > 100) throw invalidParameter("DisplayName");
  } else if (name === "Policy") {
    checkPolicy(value);
  } else if (Object.hasOwn(choices, name)) {
    if (ofFifoTopics.has(name) && !isFifo) {
      throw invalidParameter(`Attributes Reason: ${name} can only be set for FIFO topics`);
    }
    if (!choices[name]?.has(value)) throw invalidParameter(`Attributes Reason: Invalid value [${value}] for ${name}`);
  } else if (absent.test(name)) {
    if (value !== "") throw notImplemented(`The topic attribute ${name}`);
  } else {
    throw invalidParameter("AttributeName");
  }
}

function checkPolicy(text: string): void {
  try {
    parsePolicyDocument(text);
  } catch {
    throw invalidParameter("Policy Error: null");
  }
}

/** What is kept of attributes that were given: an empty text is the same as none. */
export function keptAttributes(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ""));
}
