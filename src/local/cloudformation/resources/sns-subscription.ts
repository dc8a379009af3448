import type { JsonObject, JsonValue } from "../json-value.ts";
import { defineResourceType } from "../resource-type.ts";
import { refuseProtocol } from "./refuse-protocol.ts";
import { ignoreMissing } from "./ignore-missing.ts";

interface SubscriptionProperties {
  readonly TopicArn: string;
  readonly Protocol: string;
  readonly Endpoint?: string;
  readonly [attribute: string]: unknown;
}

// With what each is when the template is silent.
const attributeDefaults: Readonly<Record<string, string>> = {
  // First, for a policy is read by its scope.
  FilterPolicyScope: "MessageAttributes",
  FilterPolicy: "{}",
  RawMessageDelivery: "false",
  RedrivePolicy: "",
};

export const snsSubscription = defineResourceType<SubscriptionProperties>({
  name: "AWS::SNS::Subscription",
  properties: {
    TopicArn: "replace",
    Protocol: "replace",
    Endpoint: "replace",
    ...Object.fromEntries(Object.keys(attributeDefaults).map((name) => [name, "update" as const])),
  },
  required: ["TopicArn", "Protocol"],
  attributes: ["Arn"],
  refusals: ({ Protocol }) => refuseProtocol("AWS::SNS::Subscription", "Protocol", Protocol),
  async create(properties, { call, exists }) {
    const { TopicArn, Protocol, Endpoint } = properties;
    const { SubscriptionArn } = await call<{ readonly SubscriptionArn: string }>("sns", "Subscribe", {
      TopicArn,
      Protocol,
      ...(Endpoint !== undefined && { Endpoint }),
      Attributes: attributesOf(properties),
      ReturnSubscriptionArn: true,
    });
    exists(SubscriptionArn);
    return { physicalId: SubscriptionArn, attributes: { Arn: SubscriptionArn } };
  },
  async update(properties, existing, { call }) {
    const SubscriptionArn = existing.physicalId;
    const [before, after] = [attributesOf(existing.properties), attributesOf(properties)];
    const set = async (
      AttributeName: string,
      AttributeValue = attributeDefaults[AttributeName] ?? "",
    ): Promise<void> => {
      await call("sns", "SetSubscriptionAttributes", { SubscriptionArn, AttributeName, AttributeValue });
    };
    // A nested policy does not fit attributes: without one in between, the scope may change both ways.
    if (before["FilterPolicyScope"] !== after["FilterPolicyScope"]) await set("FilterPolicy", "{}");
    for (const name of Object.keys(attributeDefaults)) {
      if (before[name] !== undefined || after[name] !== undefined) await set(name, after[name]);
    }
    return existing;
  },
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("sns", "Unsubscribe", { SubscriptionArn: physicalId }));
  },
});

function attributesOf(properties: SubscriptionProperties): Record<string, string> {
  return Object.fromEntries(
    Object.keys(attributeDefaults).flatMap((name) => {
      const value = properties[name] as JsonValue | JsonObject | undefined;
      if (value === undefined || value === null) return [];
      return [[name, typeof value === "object" ? JSON.stringify(value) : String(value)]];
    }),
  );
}
