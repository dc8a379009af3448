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
export const usualAttributes: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(numericAttributes).map(([name, { usual }]) => [name, String(usual)])),
  SqsManagedSseEnabled: "true",
};

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

/** Throws unless every attribute may be set to its value. An empty text removes an attribute. */
export function checkAttributes(cloud: Cloud, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    const numeric = numericAttributes[name];
    if (numeric !== undefined) checkNumber(name, value, numeric);
    else if (name === "RedrivePolicy") checkRedrivePolicy(cloud, value);
    else if (name === "Policy" || name === "RedriveAllowPolicy") checkJson(name, value);
    else if (name === "FifoQueue" || name === "ContentBasedDeduplication") throw notImplemented("A FIFO queue");
    else if (name.startsWith("Kms")) throw notImplemented(`The queue attribute ${name}`);
    else if (name !== "SqsManagedSseEnabled") {
      throw new AwsError("InvalidAttributeName", `Unknown Attribute ${name}.`);
    }
  }
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

function checkRedrivePolicy(cloud: Cloud, value: string): void {
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
  if (findQueue(cloud, arn.split(":").at(-1) ?? "") === undefined) {
    throw new AwsError(
      "InvalidParameterValue",
      `Value ${value} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.`,
    );
  }
}

function invalidValue(name: string, value: string): AwsError {
  return new AwsError("InvalidAttributeValue", `Invalid value for the parameter ${name}. Value given: ${value}`);
}
