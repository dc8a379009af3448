import type { Metric, MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { queueUrlOf } from "../queue-url-of.ts";
import { noteLevel } from "./metric-store.ts";

/** Metric of `AWS/SQS` → attribute of a queue. */
const attributes: Readonly<Record<string, string>> = {
  ApproximateNumberOfMessagesVisible: "ApproximateNumberOfMessages",
  ApproximateNumberOfMessagesNotVisible: "ApproximateNumberOfMessagesNotVisible",
  ApproximateNumberOfMessagesDelayed: "ApproximateNumberOfMessagesDelayed",
};

/** Metrics that an alarm or a request is about. */
interface AskedMetrics extends Metric {
  readonly Metrics?: readonly MetricDataQuery[] | undefined;
}

/** Notes how full the queues are that are asked about. SQS tells CloudWatch every minute; here they are asked when somebody looks. */
export async function measureQueues(cloud: Cloud, asked: AskedMetrics): Promise<void> {
  const { Namespace, MetricName, Dimensions, Metrics = [] } = asked;
  const metrics: readonly (Metric | undefined)[] = [
    { Namespace, MetricName, Dimensions },
    ...Metrics.map(({ MetricStat }) => MetricStat?.Metric),
  ];
  for (const metric of metrics) if (metric?.Namespace === "AWS/SQS") await measure(cloud, metric);
}

async function measure(cloud: Cloud, { MetricName: name = "", Dimensions = [] }: Metric): Promise<void> {
  const attribute = attributes[name];
  const QueueName = Dimensions.find(({ Name }) => Name === "QueueName")?.Value;
  if (attribute === undefined || QueueName === undefined) return;
  const QueueUrl = queueUrlOf(cloud, `arn:aws:sqs:${cloud.region}:${cloud.accountId}:${QueueName}`);
  try {
    const { Attributes } = await cloud.call<{ Attributes?: Readonly<Record<string, string>> }>(
      "sqs",
      "GetQueueAttributes",
      { QueueUrl, AttributeNames: [attribute] },
      { kind: "root" },
    );
    const metric = { namespace: "AWS/SQS", name, dimensions: { QueueName } };
    noteLevel(cloud.db, metric, cloud.clock.now(), Number(Attributes?.[attribute] ?? 0));
  } catch (error) {
    // A queue that is gone has no level.
    if (!(error instanceof AwsError)) throw error;
  }
}
