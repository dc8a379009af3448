import { createHash } from "node:crypto";
import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import { isTrue } from "../resources/is-true.ts";

interface NotificationsProperties {
  readonly BucketName: string;
  readonly NotificationConfiguration: Configuration;
  /** Whether the stack owns the bucket; text where the template says so. */
  readonly Managed?: boolean | string;
  readonly SkipDestinationValidation?: boolean | string;
}

interface Destination {
  readonly Id?: string;
  readonly [member: string]: unknown;
}

interface Configuration {
  readonly EventBridgeConfiguration?: object;
  readonly LambdaFunctionConfigurations?: readonly Destination[];
  readonly QueueConfigurations?: readonly Destination[];
  readonly TopicConfigurations?: readonly Destination[];
}

const kinds = ["LambdaFunctionConfigurations", "QueueConfigurations", "TopicConfigurations"] as const;

/**
 * What aws-cdk-lib makes of `eventBridgeEnabled: true` and of `addEventNotification`: on AWS a function in Python puts the
 * bucket's configuration.
 *
 * Here it is a type of its own that does what that function does.
 */
export const s3BucketNotifications = defineResourceType<NotificationsProperties>({
  name: "Custom::S3BucketNotifications",
  properties: {
    ServiceToken: "update",
    BucketName: "update",
    "NotificationConfiguration.EventBridgeConfiguration": "update",
    ...Object.fromEntries(kinds.map((kind) => [`NotificationConfiguration.${kind}`, "update" as const])),
    Managed: "update",
    SkipDestinationValidation: "update",
  },
  required: ["ServiceToken", "BucketName", "NotificationConfiguration"],
  attributes: [],
  async create(properties, context) {
    context.exists(context.logicalId);
    await put(properties, properties.NotificationConfiguration, context);
    return { physicalId: context.logicalId, attributes: {} };
  },
  async update(properties, existing, context) {
    await put(properties, properties.NotificationConfiguration, context);
    return existing;
  },
  async delete({ properties }, context) {
    await put(properties, {}, context);
  },
});

async function put(
  { BucketName: Bucket, Managed, SkipDestinationValidation }: NotificationsProperties,
  wanted: Configuration,
  { call, stackId }: ResourceContext,
): Promise<void> {
  const isManaged = isTrue(Managed ?? true);
  // Of a bucket that another stack owns, what others configured stays beside what is asked for.
  const kept = isManaged ? {} : await call<Configuration>("s3", "GetBucketNotificationConfiguration", { Bucket });
  const merged = kinds.map((kind) => [
    kind,
    [
      ...(kept[kind] ?? []).filter(({ Id = "" }) => !Id.startsWith(`${stackId}-`)),
      ...(wanted[kind] ?? []).map((one) => (isManaged ? one : { ...one, Id: `${stackId}-${digestOf(one)}` })),
    ],
  ]);
  const { EventBridgeConfiguration } = { ...kept, ...wanted };
  await call("s3", "PutBucketNotificationConfiguration", {
    Bucket,
    NotificationConfiguration: {
      ...Object.fromEntries(merged),
      ...(EventBridgeConfiguration && { EventBridgeConfiguration: {} }),
    },
    SkipDestinationValidation: isTrue(SkipDestinationValidation),
  });
}

const digestOf = (destination: Destination): string =>
  createHash("sha256").update(JSON.stringify(destination)).digest("hex").slice(0, 16);
