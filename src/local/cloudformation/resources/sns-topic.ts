import { canonicalJson, isJsonObject, type JsonValue } from "../json-value.ts";
import { defineResourceType, type ResourceContext, type ResourceState } from "../resource-type.ts";
import { refuseProtocol } from "./refuse-protocol.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { isTrue } from "./is-true.ts";
import { tagChanges, type Tag } from "./tag-changes.ts";

interface InlineSubscription {
  readonly Endpoint: string;
  readonly Protocol: string;
}

interface TopicProperties {
  readonly TopicName?: string;
  readonly FifoTopic?: boolean | string;
  readonly Subscription?: readonly InlineSubscription[];
  readonly Tags?: readonly Tag[];
  readonly [attribute: string]: unknown;
}

// Attributes go to the API under the names that the template uses, as text; with what each is when the template is silent.
const attributeDefaults: Readonly<Record<string, string>> = {
  DisplayName: "",
  ContentBasedDeduplication: "false",
  FifoThroughputScope: "Topic",
  SignatureVersion: "1",
  TracingConfig: "PassThrough",
};

export const snsTopic = defineResourceType<TopicProperties>({
  name: "AWS::SNS::Topic",
  properties: {
    TopicName: "replace",
    FifoTopic: "replace",
    ...Object.fromEntries(Object.keys(attributeDefaults).map((name) => [name, "update" as const])),
    "Subscription.Endpoint": "update",
    "Subscription.Protocol": "update",
    Tags: "update",
  },
  required: [],
  attributes: ["TopicArn", "TopicName"],
  nameProperty: "TopicName",
  refusals: ({ Subscription }) =>
    (Array.isArray(Subscription) ? Subscription : []).flatMap((one: JsonValue) =>
      isJsonObject(one) ? refuseProtocol("AWS::SNS::Topic", "Subscription.Protocol", one["Protocol"]) : [],
    ),
  tags: "list",
  async create(properties, context) {
    const isFifo = isTrue(properties.FifoTopic as JsonValue | undefined);
    const suffix = isFifo ? ".fifo" : "";
    const Name = properties.TopicName ?? context.physicalName({ maxLength: 256 - suffix.length }) + suffix;
    const { Tags } = properties;
    const { TopicArn } = await context.call<{ readonly TopicArn: string }>("sns", "CreateTopic", {
      Name,
      Attributes: { ...(isFifo && { FifoTopic: "true" }), ...attributesOf(properties) },
      ...(Tags && { Tags }),
    });
    context.exists(TopicArn);
    for (const subscription of properties.Subscription ?? []) await subscribe(TopicArn, subscription, context);
    return stateOf(TopicArn);
  },
  async update(properties, existing, context) {
    const { call } = context;
    const TopicArn = existing.physicalId;
    const dropped = Object.keys(attributesOf(existing.properties)).filter((name) => properties[name] === undefined);
    const changed = {
      ...Object.fromEntries(dropped.map((name) => [name, attributeDefaults[name] ?? ""])),
      ...attributesOf(properties),
    };
    for (const [AttributeName, AttributeValue] of Object.entries(changed)) {
      await call("sns", "SetTopicAttributes", { TopicArn, AttributeName, AttributeValue });
    }
    await changeSubscriptions(TopicArn, existing.properties.Subscription, properties.Subscription, context);
    const { set, removedKeys } = tagChanges(existing.properties.Tags, properties.Tags);
    if (removedKeys.length > 0) {
      await call("sns", "UntagResource", { ResourceArn: TopicArn, TagKeys: removedKeys });
    }
    if (set.length > 0) await call("sns", "TagResource", { ResourceArn: TopicArn, Tags: set });
    return stateOf(TopicArn);
  },
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("sns", "DeleteTopic", { TopicArn: physicalId }));
  },
});

function attributesOf(properties: TopicProperties): Record<string, string> {
  return Object.fromEntries(
    Object.keys(attributeDefaults).flatMap((name) => {
      const value = properties[name];
      return value === undefined || value === null ? [] : [[name, String(value)]];
    }),
  );
}

const stateOf = (TopicArn: string): ResourceState => ({
  physicalId: TopicArn,
  attributes: { TopicArn, TopicName: TopicArn.split(":").at(-1) ?? "" },
});

async function subscribe(
  TopicArn: string,
  { Endpoint, Protocol }: InlineSubscription,
  { call }: ResourceContext,
): Promise<void> {
  await call("sns", "Subscribe", { TopicArn, Endpoint, Protocol });
}

/** Ends what the template no longer has, and nothing that was subscribed beside it. */
async function changeSubscriptions(
  TopicArn: string,
  before: readonly InlineSubscription[] = [],
  after: readonly InlineSubscription[] = [],
  context: ResourceContext,
): Promise<void> {
  const keyOf = ({ Endpoint, Protocol }: InlineSubscription): string => canonicalJson({ Endpoint, Protocol });
  const kept = new Set(after.map(keyOf));
  const removed = new Set(before.map(keyOf).filter((key) => !kept.has(key)));
  if (removed.size > 0) {
    const { Subscriptions } = await context.call<{
      readonly Subscriptions: readonly (InlineSubscription & { readonly SubscriptionArn: string })[];
    }>("sns", "ListSubscriptionsByTopic", { TopicArn });
    for (const { SubscriptionArn, ...subscription } of Subscriptions) {
      // One that nobody confirmed has no ARN to end it by; as on AWS, it stays until the topic goes.
      const isPending = SubscriptionArn === "PendingConfirmation";
      if (removed.has(keyOf(subscription)) && !isPending) await context.call("sns", "Unsubscribe", { SubscriptionArn });
    }
  }
  const known = new Set(before.map(keyOf));
  for (const one of after) if (!known.has(keyOf(one))) await subscribe(TopicArn, one, context);
}
