import type {
  Event,
  LambdaFunctionConfiguration,
  NotificationConfiguration,
  NotificationConfigurationFilter,
  QueueConfiguration,
  TopicConfiguration,
} from "@aws-sdk/client-s3";
import { AwsError, notImplemented } from "../../../aws-error.ts";

/** Who is told of which changes of a bucket's objects, past EventBridge. */
export interface BucketNotification {
  readonly id: string;
  /** Of a function, a queue or a topic. */
  readonly arn: string;
  /** `s3:ObjectCreated:*` and its kin. */
  readonly events: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
}

// The others that S3 knows tell of what cannot happen here: restores, replication, transitions.
const happening: ReadonlySet<string> = new Set([
  "s3:ObjectCreated:*",
  "s3:ObjectCreated:Put",
  "s3:ObjectCreated:Post",
  "s3:ObjectCreated:Copy",
  "s3:ObjectCreated:CompleteMultipartUpload",
  "s3:ObjectRemoved:*",
  "s3:ObjectRemoved:Delete",
  "s3:ObjectRemoved:DeleteMarkerCreated",
]);

/** Reads a bucket's notifications as the API takes them; throws what S3 would say of them. */
export function readNotifications(
  configuration: NotificationConfiguration | undefined,
  newId: () => string,
): readonly BucketNotification[] {
  const {
    LambdaFunctionConfigurations: functions = [],
    QueueConfigurations: queues = [],
    TopicConfigurations: topics = [],
  } = configuration ?? {};
  const notifications = [
    ...functions.map((one) => readOne(one, one.LambdaFunctionArn, "lambda", newId)),
    ...queues.map((one) => readOne(one, one.QueueArn, "sqs", newId)),
    ...topics.map((one) => readOne(one, one.TopicArn, "sns", newId)),
  ];
  for (const [index, one] of notifications.entries()) {
    if (notifications.slice(index + 1).some((other) => overlaps(one, other))) {
      throw invalid("Configurations overlap. Configurations on the same bucket cannot share a common event type.");
    }
  }
  return notifications;
}

interface GivenNotification {
  readonly Id?: string | undefined;
  readonly Events?: readonly string[] | undefined;
  readonly Filter?: NotificationConfigurationFilter | undefined;
}

function readOne(
  { Id, Events = [], Filter }: GivenNotification,
  arn: string | undefined,
  service: string,
  newId: () => string,
): BucketNotification {
  if (arn?.split(":")[2] !== service) throw invalid("The ARN is not well formed");
  for (const event of Events) {
    if (!happening.has(event)) throw notImplemented(`S3 notifications of ${event}`);
  }
  const rules = Filter?.Key?.FilterRules ?? [];
  const valueOf = (name: string): string => {
    const values = rules.filter((rule) => rule.Name?.toLowerCase() === name);
    if (values.length > 1) throw invalid(`Cannot specify more than one ${name} rule in a filter.`);
    return values[0]?.Value ?? "";
  };
  if (rules.some((rule) => !/^(?:prefix|suffix)$/i.test(rule.Name ?? ""))) {
    throw invalid("filter rule name must be either prefix or suffix");
  }
  return { id: Id ?? newId(), arn, events: Events, prefix: valueOf("prefix"), suffix: valueOf("suffix") };
}

function overlaps(one: BucketNotification, other: BucketNotification): boolean {
  const sharesEvent = one.events.some((event) =>
    other.events.some((also) => covers(event, also) || covers(also, event)),
  );
  const sharesPrefix = one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix);
  const sharesSuffix = one.suffix.endsWith(other.suffix) || other.suffix.endsWith(one.suffix);
  return sharesEvent && sharesPrefix && sharesSuffix;
}

/** Whether `s3:ObjectCreated:*` and the like take an event. */
export function covers(pattern: string, event: string): boolean {
  return pattern.endsWith(":*") ? event.startsWith(pattern.slice(0, -1)) : pattern === event;
}

/** Notifications as the API shows them. */
export function describeNotifications(notifications: readonly BucketNotification[]): NotificationConfiguration {
  const common = ({ id, events, prefix, suffix }: BucketNotification) => {
    const rules = [
      ...(prefix === "" ? [] : [{ Name: "Prefix" as const, Value: prefix }]),
      ...(suffix === "" ? [] : [{ Name: "Suffix" as const, Value: suffix }]),
    ];
    return {
      Id: id,
      Events: [...events] as Event[],
      ...(rules.length > 0 && { Filter: { Key: { FilterRules: rules as never } } }),
    };
  };
  const of = (service: string) => notifications.filter(({ arn }) => arn.split(":")[2] === service);
  const functions = of("lambda").map((one): LambdaFunctionConfiguration => ({
    ...common(one),
    LambdaFunctionArn: one.arn,
  }));
  const queues = of("sqs").map((one): QueueConfiguration => ({ ...common(one), QueueArn: one.arn }));
  const topics = of("sns").map((one): TopicConfiguration => ({ ...common(one), TopicArn: one.arn }));
  return {
    ...(functions.length > 0 && { LambdaFunctionConfigurations: functions }),
    ...(queues.length > 0 && { QueueConfigurations: queues }),
    ...(topics.length > 0 && { TopicConfigurations: topics }),
  };
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidArgument", message, 400);
}
