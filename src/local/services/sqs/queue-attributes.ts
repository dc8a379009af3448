import { AwsError, notImplemented } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { findQueue } from "./queue-store.ts";
import type { Queue } from "./queue-store.ts";

interface NumericAttribute {
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}

const numericAttributes: Readonly<Record<string, NumericAttribute>> = {
  VisibilityTimeout: { least: 0, most: 43_200, usual: 30 },
  MaximumMessageSize: { least: 1024, most: 1_048_576, usual: 1_048_576 },
  MessageRetentionPeriod: { least: 60, most: 1_209_600, usual: 345_600 },
  DelaySeconds: { least: 0, most: 900, usual: 0 },
  ReceiveMessageWaitTimeSeconds: { least: 0, most: 20, usual: 0 },
};

/** Attributes that a queue has though nobody set them. */
const usualAttributes: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(numericAttributes).map(([name, { usual }]) => [name, String(usual)])),
  SqsManagedSseEnabled: "true",
};

/** The same of FIFO queues, beside the others. */
const usualFifoAttributes: Readonly<Record<string, string>> = {
  ContentBasedDeduplication: "false",
  DeduplicationScope: "queue",
  FifoThroughputLimit: "perQueue",
};

/** What may be said of a FIFO queue alone, and which values there are. */
const fifoAttributes: Readonly<Record<string, readonly string[]>> = {
  FifoQueue: ["true"],
  ContentBasedDeduplication: ["true", "false"],
  DeduplicationScope: ["queue", "messageGroup"],
  FifoThroughputLimit: ["perQueue", "perMessageGroupId"],
};

/** Whether a queue keeps the order of its message groups. Only such a queue's name ends so. */
export function isFifo({ name }: Pick<Queue, "name">): boolean {
  return name.endsWith(".fifo");
}

/** A queue's attributes as set, over those that it has though nobody set them. */
export function allAttributes(queue: Queue): Readonly<Record<string, string>> {
  return { ...usualAttributes, ...(isFifo(queue) && usualFifoAttributes), ...queue.attributes };
}

export interface RedrivePolicy {
  /** Name of the dead-letter queue. */
  readonly target: string;
  readonly maxReceiveCount: number;
}

/** A numeric attribute's value, set or usual. */
export function numberOf(queue: Queue, attribute: string): number {
  return Number(queue.attributes[attribute] ?? usualAttributes[attribute] ?? 0);
}

/** Where a queue's messages go that were received too often; undefined if nowhere. */
export function redrivePolicyOf(queue: Queue): RedrivePolicy | undefined {
  const text = queue.attributes.RedrivePolicy;
  if (text === undefined || text === "") return undefined;
  const policy = JSON.parse(text) as {
    readonly deadLetterTargetArn: string;
    readonly maxReceiveCount: number | string;
  };
  const target = policy.deadLetterTargetArn.split(":").at(-1) ?? "";
  return { target, maxReceiveCount: Number(policy.maxReceiveCount) };
}

/** Throws unless the queue may have every attribute that is given. An empty text removes an attribute. */
export function checkAttributes(cloud: Cloud, queue: Queue, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    const numeric = numericAttributes[name];
    if (numeric !== undefined) checkNumber(name, value, numeric);
    else if (name === "RedrivePolicy") checkRedrivePolicy(cloud, queue, value);
    else if (name === "Policy" || name === "RedriveAllowPolicy") checkJson(name, value);
    else if (name in fifoAttributes && isFifo(queue)) checkFifoAttribute(name, value);
    else if (name.startsWith("Kms")) throw notImplemented(`The queue attribute ${name}`);
    else if (name !== "SqsManagedSseEnabled") {
      throw new AwsError("InvalidAttributeName", `Unknown Attribute ${name}.`);
    }
  }
  const { DeduplicationScope: scope, FifoThroughputLimit: limit } = allAttributes({
    ...queue,
    attributes: { ...queue.attributes, ...attributes },
  });
  if (limit === "perMessageGroupId" && scope !== "messageGroup") {
    throw new AwsError(
      "InvalidAttributeValue",
      "Invalid value for the parameter FifoThroughputLimit. Reason: The perMessageGroupId value is allowed only when the value for DeduplicationScope is messageGroup.",
    );
  }
}

function checkFifoAttribute(name: string, value: string): void {
  if (fifoAttributes[name]?.includes(value)) return;
  if (name !== "FifoQueue") throw invalidValue(name, value);
  throw new AwsError(
    "InvalidAttributeValue",
    "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.",
  );
}

function checkNumber(name: string, value: string, { least, most }: NumericAttribute): void {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least || number > most) throw invalidValue(name, value);
}

function checkJson(name: string, value: string): void {
  if (value === "") return;
  try {
    JSON.parse(value);
  } catch {
    throw invalidValue(name, value);
  }
}

function checkRedrivePolicy(cloud: Cloud, queue: Queue, value: string): void {
  if (value === "") return;
  checkJson("RedrivePolicy", value);
  const policy = JSON.parse(value) as {
    readonly deadLetterTargetArn?: unknown;
    readonly maxReceiveCount?: unknown;
  } | null;
  const count = Number(policy?.maxReceiveCount);
  const arn = policy?.deadLetterTargetArn;
  if (typeof arn !== "string" || !Number.isInteger(count) || count < 1 || count > 1000) {
    throw invalidValue("RedrivePolicy", value);
  }
  const target = findQueue(cloud, arn.split(":").at(-1) ?? "");
  const refuse = (reason: string): AwsError =>
    new AwsError("InvalidParameterValue", `Value ${value} for parameter RedrivePolicy is invalid. Reason: ${reason}.`);
  if (target === undefined) throw refuse("Dead letter target does not exist");
  // Two full stops, as AWS writes them.
  if (isFifo(target) !== isFifo(queue)) throw refuse("Dead-letter queue must be same type of queue as the source.");
}

function invalidValue(name: string, value: string): AwsError {
  return new AwsError("InvalidAttributeValue", `Invalid value for the parameter ${name}. Value given: ${value}`);
}
