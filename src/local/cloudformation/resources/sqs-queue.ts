import type { JsonObject, JsonValue } from "../json-value.ts";
import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { isTrue } from "./is-true.ts";
import { tagChanges, tagMap, type Tag } from "./tag-changes.ts";

interface QueueProperties {
  readonly QueueName?: string;
  readonly FifoQueue?: boolean | string;
  readonly Tags?: readonly Tag[];
  readonly [attribute: string]: unknown;
}

// Attributes go to the API under the names that the template uses, as text; with what each is when the template is silent.
const attributeDefaults: Readonly<Record<string, string>> = {
  DelaySeconds: "0",
  MaximumMessageSize: "1048576",
  MessageRetentionPeriod: "345600",
  ReceiveMessageWaitTimeSeconds: "0",
  VisibilityTimeout: "30",
  RedrivePolicy: "",
  RedriveAllowPolicy: "",
  SqsManagedSseEnabled: "true",
  ContentBasedDeduplication: "false",
  DeduplicationScope: "queue",
  FifoThroughputLimit: "perQueue",
};

export const sqsQueue = defineResourceType<QueueProperties>({
  name: "AWS::SQS::Queue",
  properties: {
    QueueName: "replace",
    FifoQueue: "replace",
    ...Object.fromEntries(Object.keys(attributeDefaults).map((name) => [name, "update" as const])),
    Tags: "update",
  },
  required: [],
  attributes: ["Arn", "QueueName", "QueueUrl"],
  nameProperty: "QueueName",
  tags: "list",
  async create(properties, context) {
    const isFifo = isTrue(properties.FifoQueue);
    const suffix = isFifo ? ".fifo" : "";
    const name = properties.QueueName ?? context.physicalName({ maxLength: 80 - suffix.length }) + suffix;
    const { QueueUrl } = await context.call<{ readonly QueueUrl: string }>("sqs", "CreateQueue", {
      QueueName: name,
      Attributes: { ...(isFifo && { FifoQueue: "true" }), ...attributesOf(properties) },
      ...(properties.Tags && { tags: tagMap(properties.Tags) }),
    });
    context.exists(QueueUrl);
    return stateOf(QueueUrl, context);
  },
  async update(properties, existing, context) {
    const QueueUrl = existing.physicalId;
    const dropped = Object.keys(attributesOf(existing.properties)).filter((name) => properties[name] === undefined);
    const Attributes = {
      ...Object.fromEntries(dropped.map((name) => [name, attributeDefaults[name] ?? ""])),
      ...attributesOf(properties),
    };
    if (Object.keys(Attributes).length > 0) await context.call("sqs", "SetQueueAttributes", { QueueUrl, Attributes });
    const { set, removedKeys } = tagChanges(existing.properties.Tags, properties.Tags);
    if (removedKeys.length > 0) await context.call("sqs", "UntagQueue", { QueueUrl, TagKeys: removedKeys });
    if (set.length > 0) await context.call("sqs", "TagQueue", { QueueUrl, Tags: tagMap(set) });
    return stateOf(QueueUrl, context);
  },
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("sqs", "DeleteQueue", { QueueUrl: physicalId }));
  },
});

function attributesOf(properties: QueueProperties): Record<string, string> {
  return Object.fromEntries(
    Object.keys(attributeDefaults).flatMap((name) => {
      const value = properties[name] as JsonValue | JsonObject | undefined;
      if (value === undefined || value === null) return [];
      return [[name, typeof value === "object" ? JSON.stringify(value) : String(value)]];
    }),
  );
}

function stateOf(QueueUrl: string, { cloud }: ResourceContext) {
  const QueueName = QueueUrl.slice(QueueUrl.lastIndexOf("/") + 1);
  return {
    physicalId: QueueUrl,
    attributes: { Arn: `arn:aws:sqs:${cloud.region}:${cloud.accountId}:${QueueName}`, QueueName, QueueUrl },
  };
}
