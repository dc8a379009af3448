import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeLog } from "../../../src/local/services/logs/write-log.ts";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";

const root = { kind: "root" } as const;
const at = Date.UTC(2026, 0, 1, 12);

describe("metrics in log lines", () => {
  let running: TestCloud;
  beforeAll(async () => {
    running = await createTestCloud();
    const named = { logGroupName: "/app", logStreamName: "one" };
    await running.cloud.call("logs", "CreateLogGroup", { logGroupName: named.logGroupName }, root);
    await running.cloud.call("logs", "CreateLogStream", named, root);
  });
  afterAll(() => running.close());

  async function statisticsOf(MetricName: string, dimensions: Readonly<Record<string, string>>): Promise<unknown> {
    const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
    const range = { StartTime: new Date(at), EndTime: new Date(at + 60_000), Period: 60 };
    const request = {
      Namespace: "Shop",
      MetricName,
      Dimensions,
      ...range,
      Statistics: ["Sum", "SampleCount", "Maximum"],
    };
    const { Datapoints } = await running.cloud.call<{ Datapoints: readonly unknown[] }>(
      "monitoring",
      "GetMetricStatistics",
      request,
      root,
    );
    return Datapoints[0];
  }

  const put = (message: string): Promise<unknown> => {
    const logEvents = [{ timestamp: at, message }];
    return running.cloud.call("logs", "PutLogEvents", { logGroupName: "/app", logStreamName: "one", logEvents }, root);
  };

  const line = (metrics: object, values: object): string =>
    JSON.stringify({ _aws: { Timestamp: at, CloudWatchMetrics: [{ Namespace: "Shop", ...metrics }] }, ...values });

  it("are recorded with their units, for each set of dimensions", async () => {
    const Metrics = [{ Name: "Orders", Unit: "Count" }, { Name: "Time", Unit: "Milliseconds" }, { Name: "Missing" }];
    await put(
      line(
        { Dimensions: [["service"], ["service", "kind"], []], Metrics },
        { service: "a", kind: "b", Orders: [1, 4], Time: 7.5 },
      ),
    );
    for (const dimensions of [{ service: "a" }, { service: "a", kind: "b" }, {}]) {
      expect(await statisticsOf("Orders", dimensions)).toMatchObject({
        Sum: 5,
        SampleCount: 2,
        Maximum: 4,
        Unit: "Count",
      });
      expect(await statisticsOf("Time", dimensions)).toMatchObject({ Sum: 7.5, Unit: "Milliseconds" });
      expect(await statisticsOf("Missing", dimensions)).toBeUndefined();
    }
  });

  it("are found behind what console.log of a function writes before them", async () => {
    const text = line({ Dimensions: [["service"]], Metrics: [{ Name: "Refunds" }] }, { service: "a", Refunds: 3 });
    writeLog(running.cloud, "/aws/lambda/f", "s", [
      `2026-01-01T12:00:00.000Z\tid\tINFO\t${text}\n`,
      "plain _aws",
      '{"_aws":1}',
    ]);
    expect(await statisticsOf("Refunds", { service: "a" })).toMatchObject({ Sum: 3 });
  });

  it.each<[string, object, object, string]>([
    [
      "dimension",
      { Dimensions: [["service"], ["kind"]], Metrics: [{ Name: "N" }] },
      { service: "a", N: 1 },
      "the dimension kind is no text",
    ],
    ["name", { Metrics: [{}] }, {}, "a metric has no Name"],
    ["list", { Dimensions: "service", Metrics: [] }, {}, "Dimensions is no array"],
    [
      "number of values",
      { Metrics: [{ Name: "N" }] },
      { N: Array.from({ length: 101 }, () => 1) },
      "N has more than 100 values",
    ],
  ])("are left out whole for a wrong %s, and the log says so", async (_what, metrics, values, reason) => {
    await put(line(metrics, values));
    expect(running.logged).toContain(`logs: /app has a line whose metrics cannot be recorded: ${reason}`);
    expect(await statisticsOf("N", { service: "a" })).toBeUndefined();
    expect(await statisticsOf("N", {})).toBeUndefined();
  });

  it("take values with counts and sets of statistics from PutMetricData, too", async () => {
    const MetricData = [
      { MetricName: "Sizes", Timestamp: new Date(at), Values: [2, 5], Counts: [3, 1] },
      {
        MetricName: "Sizes",
        Timestamp: new Date(at),
        StatisticValues: { Sum: 20, SampleCount: 4, Minimum: 1, Maximum: 9 },
      },
    ];
    await running.cloud.call("monitoring", "PutMetricData", { Namespace: "Shop", MetricData }, root);
    expect(await statisticsOf("Sizes", {})).toMatchObject({ Sum: 31, SampleCount: 8, Maximum: 9 });
  });
});
