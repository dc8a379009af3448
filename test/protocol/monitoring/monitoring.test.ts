import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DeleteDashboardsCommand,
  DescribeAlarmsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
  ListTagsForResourceCommand,
  PutDashboardCommand,
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

  it("keeps dashboards and gives them back", async () => {
    const body = (markdown: string): string =>
      JSON.stringify({ widgets: [{ type: "text", x: 0, y: 0, width: 24, height: 3, properties: { markdown } }] });
    const Tags = [{ Key: "team", Value: "data" }];
    const put = (DashboardName: string, DashboardBody: string) =>
      cloudwatch.send(new PutDashboardCommand({ DashboardName, DashboardBody, Tags }));
    expect((await put("orders", body("one"))).DashboardValidationMessages).toEqual([]);
    await put("orders", body("twö"));
    await put("other", body("other"));
    const orders = await cloudwatch.send(new GetDashboardCommand({ DashboardName: "orders" }));
    const DashboardArn = "arn:aws:cloudwatch::000000000000:dashboard/orders";
    expect(orders).toMatchObject({ DashboardName: "orders", DashboardArn, DashboardBody: body("twö") });
    const listed = await cloudwatch.send(new ListDashboardsCommand({ DashboardNamePrefix: "ord" }));
    expect(listed.DashboardEntries).toEqual([
      {
        DashboardName: "orders",
        DashboardArn,
        Size: Buffer.byteLength(body("twö")),
        LastModified: expect.any(Date) as Date,
      },
    ]);
    await cloudwatch.send(new TagResourceCommand({ ResourceARN: DashboardArn, Tags: [{ Key: "a", Value: "b" }] }));
    await cloudwatch.send(new UntagResourceCommand({ ResourceARN: DashboardArn, TagKeys: ["team"] }));
    const tagged = await cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN: DashboardArn }));
    expect(tagged.Tags).toEqual([{ Key: "a", Value: "b" }]);

    // All or none. The SDK names the error as the query protocol does.
    const some = cloudwatch.send(new DeleteDashboardsCommand({ DashboardNames: ["orders", "absent"] }));
    await expect(some).rejects.toMatchObject({
      name: "ResourceNotFound",
      message: "Dashboard absent does not exist",
    });
    await cloudwatch.send(new DeleteDashboardsCommand({ DashboardNames: ["orders", "other"] }));
    expect((await cloudwatch.send(new ListDashboardsCommand({}))).DashboardEntries).toEqual([]);
    const gone = cloudwatch.send(new GetDashboardCommand({ DashboardName: "orders" }));
    await expect(gone).rejects.toMatchObject({ name: "ResourceNotFound", $metadata: { httpStatusCode: 404 } });
  });

  it("lists a thousand dashboards at a time", async () => {
    const names = Array.from({ length: 1001 }, (_, index) => `many-${String(index).padStart(4, "0")}`);
    await Promise.all(
      names.map((DashboardName) =>
        cloud.cloud.call(
          "monitoring",
          "PutDashboard",
          { DashboardName, DashboardBody: '{"widgets":[]}' },
          { kind: "root" },
        ),
      ),
    );
    const first = await cloudwatch.send(new ListDashboardsCommand({ DashboardNamePrefix: "many-" }));
    const second = await cloudwatch.send(
      new ListDashboardsCommand({ DashboardNamePrefix: "many-", NextToken: first.NextToken }),
    );
    const found = [...(first.DashboardEntries ?? []), ...(second.DashboardEntries ?? [])];
    expect(found.map(({ DashboardName }) => DashboardName)).toEqual(names);
    expect(second.NextToken).toBeUndefined();
    await cloudwatch.send(new DeleteDashboardsCommand({ DashboardNames: names }));
  });

  it.each([
    ["no JSON", "widgets", "", "The field DashboardBody must be a valid JSON object"],
    ["no widgets", "{}", "", "Should have required property 'widgets'"],
    [
      "a widget of a kind that there is not",
      widget({ type: "chart" }),
      "/widgets/0/type",
      "Should be equal to one of the allowed values",
    ],
    [
      "a widget without properties",
      widget({ properties: undefined }),
      "/widgets/0",
      "Should have required property 'properties'",
    ],
    ["a widget that is too wide", widget({ width: 25 }), "/widgets/0/width", "Should be <= 24"],
    [
      "metrics that are no lists",
      widget({ properties: { metrics: ["AWS/States"] } }),
      "/widgets/0/properties/metrics/0",
      "Should be array",
    ],
    [
      "options before the names of a metric",
      widget({
        properties: {
          metrics: [
            ["A", "B"],
            [{ stat: "Sum" }, "AWS/States"],
          ],
        },
      }),
      "/widgets/0/properties/metrics/1",
      'Field "metrics" has to be an array of array of strings, with an optional metricRenderer object as last element',
    ],
  ])("refuses a dashboard with %s", async (_, DashboardBody, DataPath, Message) => {
    const put = cloudwatch.send(new PutDashboardCommand({ DashboardName: "wrong", DashboardBody }));
    await expect(put).rejects.toMatchObject({
      name: "DashboardInvalidInputError",
      message: expect.stringContaining("The dashboard body is invalid, there are 1 validation errors") as string,
      dashboardValidationMessages: [{ DataPath, Message }],
    });
  });

  it("refuses a dashboard's name that AWS refuses", async () => {
    const put = cloudwatch.send(new PutDashboardCommand({ DashboardName: "a b", DashboardBody: '{"widgets":[]}' }));
    await expect(put).rejects.toThrow("The value a b for field DashboardName contains invalid characters");
  });
});

/** The body of a dashboard with one widget, which is right but for what is given. */
function widget(given: object): string {
  return JSON.stringify({ widgets: [{ type: "metric", properties: {}, ...given }] });
}
