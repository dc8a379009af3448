import { defineResourceType, type ResourceContext } from "../resource-type.ts";

interface NotificationsProperties {
  readonly BucketName: string;
  readonly NotificationConfiguration: { readonly EventBridgeConfiguration?: object };
  /** Whether the stack owns the bucket; text where the template says so. */
  readonly Managed?: boolean | string;
}

interface Configuration {
  readonly EventBridgeConfiguration?: object;
}

/**
 * What aws-cdk-lib makes of `eventBridgeEnabled: true`: on AWS a function in Python puts the bucket's configuration.
 *
 * Here it is a type of its own that does what that function does.
 */
export const s3BucketNotifications = defineResourceType<NotificationsProperties>({
  name: "Custom::S3BucketNotifications",
  properties: {
    ServiceToken: "update",
    BucketName: "update",
    "NotificationConfiguration.EventBridgeConfiguration": "update",
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
  { BucketName: Bucket, Managed }: NotificationsProperties,
  wanted: Configuration,
  { call }: ResourceContext,
): Promise<void> {
  const isManaged = String(Managed ?? true) === "true";
  // Of a bucket that another stack owns, what is configured stays beside what is asked for.
  const kept = isManaged ? {} : await call<Configuration>("s3", "GetBucketNotificationConfiguration", { Bucket });
  const { EventBridgeConfiguration } = { ...kept, ...wanted };
  await call("s3", "PutBucketNotificationConfiguration", {
    Bucket,
    NotificationConfiguration: EventBridgeConfiguration ? { EventBridgeConfiguration: {} } : {},
  });
}
