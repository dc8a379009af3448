import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";

describe("CloudWatch over the wire", () => {
  let cloud: TestCloud;
  let cloudwatch: CloudWatchClient;
  beforeAll(async () => {
    cloud = await createTestCloud();
    cloudwatch = new CloudWatchClient(cloud.clientConfig);
  });
  afterAll(() => cloud.close());

  it("raises an alarm on data that a client put", async () => {
    const Dimensions = [{ Name: "Queue", Value: "orders" }];
    await cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName: "depth",
        Namespace: "App",
        MetricName: "Depth",
        Dimensions,
        Statistic: "Maximum",
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 10,
        ComparisonOperator: "GreaterThanThreshold",
        Tags: [{ Key: "team", Value: "data" }],
      }),
    );
    await cloudwatch.send(
      new PutMetricDataCommand({ Namespace: "App", MetricData: [{ MetricName: "Depth", Dimensions, Value: 11 }] }),
    );
    const { MetricAlarms } = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: ["depth"] }));
    expect(MetricAlarms).toMatchObject([
      {
        AlarmName: "depth",
        AlarmArn: "arn:aws:cloudwatch:us-east-1:000000000000:alarm:depth",
        StateValue: "ALARM",
        Threshold: 10,
        Dimensions,
      },
    ]);
    expect(MetricAlarms?.[0]?.StateUpdatedTimestamp).toBeInstanceOf(Date);
  });

  it("tags alarms and forgets deleted ones", async () => {
    const ResourceARN = "arn:aws:cloudwatch:us-east-1:000000000000:alarm:depth";
    await cloudwatch.send(new TagResourceCommand({ ResourceARN, Tags: [{ Key: "stage", Value: "test" }] }));
    await cloudwatch.send(new UntagResourceCommand({ ResourceARN, TagKeys: ["team"] }));
    const { Tags } = await cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN }));
    expect(Tags).toEqual([{ Key: "stage", Value: "test" }]);
    await cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ["depth"] }));
    expect((await cloudwatch.send(new DescribeAlarmsCommand({}))).MetricAlarms).toEqual([]);
    const again = cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ["depth"] }));
    await expect(again).rejects.toMatchObject({ name: "ResourceNotFound" });
  });
});
