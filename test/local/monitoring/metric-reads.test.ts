import {
  CloudWatchClient,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";

const begin = Date.UTC(2026, 0, 1, 12);
const at = (minute: number): Date => new Date(begin + minute * 60_000);

describe("metrics, read back", () => {
  let running: TestCloud;
  let client: CloudWatchClient;
  const Dimensions = [{ Name: "Kind", Value: "a" }];
  const metric = { Namespace: "Shop", MetricName: "Orders", Dimensions };
  const range = { StartTime: at(0), EndTime: at(10) };

  beforeAll(async () => {
    running = await createTestCloud();
    client = new CloudWatchClient(running.clientConfig);
    const put = (MetricName: string, values: readonly (readonly [minute: number, value: number])[]) =>
      client.send(
        new PutMetricDataCommand({
          Namespace: "Shop",
          MetricData: values.map(([minute, Value]) => ({
            MetricName,
            Dimensions,
            Value,
            Unit: "Count",
            Timestamp: at(minute),
          })),
        }),
      );
    await put("Orders", [
      [0, 2],
      [0.5, 4],
      [3, 10],
      [7, 1],
    ]);
    await put("Refused", [[3, 5]]);
  });
  afterAll(() => running.close());

  it("gives statistics by period, where there was anything", async () => {
    const { Label, Datapoints } = await client.send(
      new GetMetricStatisticsCommand({
        ...metric,
        ...range,
        Period: 300,
        Statistics: ["Sum", "Average", "Minimum", "Maximum", "SampleCount"],
      }),
    );
    expect(Label).toBe("Orders");
    expect(Datapoints).toEqual([
      { Timestamp: at(0), Sum: 16, Average: 16 / 3, Minimum: 2, Maximum: 10, SampleCount: 3, Unit: "Count" },
      { Timestamp: at(5), Sum: 1, Average: 1, Minimum: 1, Maximum: 1, SampleCount: 1, Unit: "Count" },
    ]);
    const other = new GetMetricStatisticsCommand({
      ...metric,
      Dimensions: [],
      ...range,
      Period: 60,
      Statistics: ["Sum"],
    });
    expect((await client.send(other)).Datapoints).toEqual([]);
  });

  it("gives several metrics and what is computed of them, newest first or last", async () => {
    const stat = (MetricName: string) => ({ Metric: { ...metric, MetricName }, Period: 60, Stat: "Sum" });
    const request = {
      ...range,
      MetricDataQueries: [
        { Id: "orders", MetricStat: stat("Orders") },
        { Id: "refused", MetricStat: stat("Refused"), ReturnData: false },
        { Id: "rate", Expression: "100 * refused / orders", Label: "percent refused" },
      ],
    };
    const { MetricDataResults } = await client.send(new GetMetricDataCommand(request));
    expect(MetricDataResults).toEqual([
      { Id: "orders", Label: "Orders", Timestamps: [at(7), at(3), at(0)], Values: [1, 10, 6], StatusCode: "Complete" },
      { Id: "rate", Label: "percent refused", Timestamps: [at(3)], Values: [50], StatusCode: "Complete" },
    ]);
    const ascending = await client.send(new GetMetricDataCommand({ ...request, ScanBy: "TimestampAscending" }));
    expect(ascending.MetricDataResults?.[0]?.Values).toEqual([6, 10, 1]);
  });

  it("lists metrics by namespace, name and dimensions", async () => {
    const names = async (input: object) =>
      (await client.send(new ListMetricsCommand(input))).Metrics?.map(({ MetricName }) => MetricName);
    expect(await names({ Namespace: "Shop" })).toEqual(["Orders", "Refused"]);
    expect(await names({ MetricName: "Refused", Dimensions: [{ Name: "Kind" }] })).toEqual(["Refused"]);
    expect(await names({ Namespace: "Shop", Dimensions: [{ Name: "Kind", Value: "b" }] })).toEqual([]);
  });

  it("refuses what CloudWatch refuses, and by name what is not implemented", async () => {
    const statistics = (more: object) =>
      client.send(new GetMetricStatisticsCommand({ ...metric, ...range, Period: 60, Statistics: ["Sum"], ...more }));
    await expect(statistics({ EndTime: at(0) })).rejects.toThrow("The parameter StartTime must be less than");
    await expect(statistics({ EndTime: at(2000) })).rejects.toThrow("exceeds the limit of 1440");
    await expect(statistics({ Period: 90 })).rejects.toThrow("multiple of 60");
    await expect(statistics({ Statistics: [] })).rejects.toMatchObject({ name: "MissingRequiredParameterException" });
    const data = (...MetricDataQueries: { Id: string; Expression: string }[]) =>
      client.send(new GetMetricDataCommand({ ...range, MetricDataQueries }));
    const twice = { Id: "a", Expression: "1 + 1" };
    await expect(data(twice, twice)).rejects.toThrow("not unique");
    await expect(data(twice, { Id: "b", Expression: "a * 2" })).rejects.toThrow("is not implemented");
  });
});
