import type { PutBucketNotificationConfigurationRequest } from "@aws-sdk/client-s3";
import { AwsError } from "../../../aws-error.ts";
import type { CallContext, Cloud, Operation } from "../../../service.ts";
import { inTransaction } from "../../../stores/transaction.ts";
import { bucketArn, configureBucket, requireBucket } from "../buckets.ts";
import { readNotifications, type BucketNotification } from "./bucket-notification.ts";
import { keepNotification } from "./notification-queue.ts";
import { requireMayReach } from "./reach-destination.ts";

const ofEach = (kind: string, target: string): readonly string[] =>
  ["Id", target, "Events", "Filter.Key.FilterRules"].map((name) => `NotificationConfiguration.${kind}.${name}`);

export const putBucketNotificationConfiguration: Operation<PutBucketNotificationConfigurationRequest, object> = {
  members: [
    "Bucket",
    "ExpectedBucketOwner",
    "NotificationConfiguration.EventBridgeConfiguration",
    ...ofEach("LambdaFunctionConfigurations", "LambdaFunctionArn"),
    ...ofEach("QueueConfigurations", "QueueArn"),
    ...ofEach("TopicConfigurations", "TopicArn"),
    "SkipDestinationValidation",
  ],
  authorize: (input) => [{ action: "s3:PutBucketNotification", resource: bucketArn(input.Bucket) }],
  async handle(input, context) {
    const { cloud } = context;
    const bucket = requireBucket(cloud, input);
    const before = bucket.configuration.notifications ?? [];
    const notifications = readNotifications(input.NotificationConfiguration, cloud.newId);
    const isNew = ({ arn }: BucketNotification): boolean => !before.some((one) => one.arn === arn);
    if (input.SkipDestinationValidation !== true) await validate(cloud, bucket.name, notifications);
    inTransaction(cloud.db, () => {
      configureBucket(cloud, bucket.name, {
        eventBridgeEnabled: input.NotificationConfiguration?.EventBridgeConfiguration !== undefined,
        notifications: notifications.length > 0 ? notifications : undefined,
      });
      for (const { arn } of notifications.filter(isNew)) {
        if (/^arn:aws:(?:sqs|sns):/.test(arn))
          keepNotification(cloud, { bucket: bucket.name, arn, body: testEvent(context, bucket.name) });
      }
    });
    return {};
  },
};

async function validate(cloud: Cloud, bucket: string, notifications: readonly BucketNotification[]): Promise<void> {
  for (const { arn } of notifications) {
    try {
      await requireMayReach(cloud, bucket, arn);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      throw new AwsError("InvalidArgument", "Unable to validate the following destination configurations", 400, {
        ArgumentName1: arn,
        ArgumentValue1: error.message,
      });
    }
  }
}

/** What S3 sends to a queue or a topic first, so that somebody sees that it can. */
function testEvent({ cloud, requestId }: CallContext, bucket: string): string {
  return JSON.stringify({
    Service: "Amazon S3",
    Event: "s3:TestEvent",
    Time: new Date(cloud.clock.now()).toISOString(),
    Bucket: bucket,
    RequestId: requestId,
    HostId: requestId,
  });
}
