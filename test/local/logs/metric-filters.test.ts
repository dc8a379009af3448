import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";

const root = { kind: "root" } as const;
const at = Date.UTC(2026, 0, 1, 12);

describe("metric filters", () => {
  let running: TestCloud;
  const group = { logGroupName: "/app" };
  const call = <Output>(operation: string, input: object): Promise<Output> =>
    running.cloud.call<Output>("logs", operation, input, root);

  beforeAll(async () => {
    running = await createTestCloud();
    await call("CreateLogGroup", group);
    await call("CreateLogStream", { ...group, logStreamName: "one" });
  });
  afterAll(() => running.close());

  const putFilter = (filterName: string, filterPattern: string, transformation: object = {}): Promise<unknown> => {
    const metricTransformations = [
      { metricNamespace: "App", metricName: filterName, metricValue: "1", ...transformation },
    ];
    return call("PutMetricFilter", { ...group, filterName, filterPattern, metricTransformations });
  };

  const write = (...messages: readonly string[]): Promise<unknown> =>
    call("PutLogEvents", {
      ...group,
      logStreamName: "one",
      logEvents: messages.map((message) => ({ timestamp: at, message })),
    });

  async function statisticsOf(MetricName: string, Dimensions: readonly object[] = []): Promise<unknown> {
    const range = { StartTime: new Date(at), EndTime: new Date(at + 60_000), Period: 60 };
    const request = { Namespace: "App", MetricName, Dimensions, ...range, Statistics: ["Sum", "SampleCount"] };
    const { Datapoints } = await running.cloud.call<{ Datapoints: readonly { Sum: number; SampleCount: number }[] }>(
      "monitoring",
      "GetMetricStatistics",
      request,
      root,
    );
    return Datapoints.map(({ Sum, SampleCount }) => [Sum, SampleCount])[0];
  }

  it("count what matches, take values out of it, and give what does not match its default", async () => {
    await putFilter("Errors", "ERROR");
    await putFilter("Rate", "ERROR", { defaultValue: 0, unit: "Count" });
    await putFilter("Time", "{ $.ms > 0 }", { metricValue: "$.ms" });
    await putFilter("Bytes", "[level, bytes]", { metricValue: "$bytes" });
    await putFilter("ByKind", "{ $.ms = * }", { metricValue: "$.ms", dimensions: { Kind: "$.kind" } });
    await write("ERROR 12", "fine", '{"ms":5,"kind":"a"}', '{"ms":7,"kind":"a"}', '{"ms":9}', "INFO text");
    expect(await statisticsOf("Errors")).toEqual([1, 1]);
    expect(await statisticsOf("Rate")).toEqual([1, 6]);
    expect(await statisticsOf("Time")).toEqual([21, 3]);
    expect(await statisticsOf("Bytes")).toEqual([12, 1]);
    expect(await statisticsOf("ByKind", [{ Name: "Kind", Value: "a" }])).toEqual([12, 2]);
    expect(await statisticsOf("ByKind")).toBeUndefined();
  });

  it("act from when they are put until they are deleted, through a restart", async () => {
    await putFilter("Late", "late");
    await write("late");
    await putFilter("Late", "later");
    await write("late", "later");
    running = await running.restart();
    await call("DeleteMetricFilter", { ...group, filterName: "Late" });
    await write("later");
    expect(await statisticsOf("Late")).toEqual([2, 2]);
  });

  it("set off an alarm", async () => {
    await putFilter("Faults", '{ $.level = "ERROR" }');
    const now = Date.now();
    const alarm = { AlarmName: "faults", Namespace: "App", MetricName: "Faults", Statistic: "Sum", Period: 60 };
    const limit = { EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: "GreaterThanOrEqualToThreshold" };
    await running.cloud.call("monitoring", "PutMetricAlarm", { ...alarm, ...limit }, root);
    const logEvents = [{ timestamp: now, message: '{"level":"ERROR"}' }];
    await call("PutLogEvents", { ...group, logStreamName: "one", logEvents });
    const { MetricAlarms } = await running.cloud.call<{ MetricAlarms: readonly object[] }>(
      "monitoring",
      "DescribeAlarms",
      { AlarmNames: ["faults"] },
      root,
    );
    expect(MetricAlarms).toMatchObject([{ StateValue: "ALARM" }]);
  });

  it("are listed by group, name and metric, page by page", async () => {
    const list = async (input: object): Promise<readonly (string | undefined)[]> => {
      const { metricFilters } = await call<{ metricFilters: readonly { filterName: string }[] }>(
        "DescribeMetricFilters",
        input,
      );
      return metricFilters.map(({ filterName }) => filterName);
    };
    expect(await list(group)).toEqual(["ByKind", "Bytes", "Errors", "Faults", "Rate", "Time"]);
    expect(await list({ ...group, filterNamePrefix: "B" })).toEqual(["ByKind", "Bytes"]);
    expect(await list({ metricNamespace: "App", metricName: "Time" })).toEqual(["Time"]);
    const { nextToken } = await call<{ nextToken: string }>("DescribeMetricFilters", { ...group, limit: 4 });
    expect(await list({ ...group, limit: 4, nextToken })).toEqual(["Rate", "Time"]);
    const { logGroups } = await call<{ logGroups: readonly object[] }>("DescribeLogGroups", {});
    expect(logGroups).toMatchObject([{ metricFilterCount: 6 }]);
  });

  it("go with their log group", async () => {
    await call("CreateLogGroup", { logGroupName: "/short" });
    const metricTransformations = [{ metricNamespace: "App", metricName: "Short", metricValue: "1" }];
    await call("PutMetricFilter", {
      logGroupName: "/short",
      filterName: "s",
      filterPattern: "",
      metricTransformations,
    });
    await call("DeleteLogGroup", { logGroupName: "/short" });
    const { metricFilters } = await call<{ metricFilters: readonly object[] }>("DescribeMetricFilters", {
      filterNamePrefix: "s",
    });
    expect(metricFilters).toEqual([]);
  });

  it.each<[string, string, object, string]>([
    ["a pattern that is none", "{ $.a }", {}, "Invalid filter pattern"],
    ["a value that is no number", "", { metricValue: "one" }, "the metric value 'one' is no number and names no field"],
    [
      "dimensions beside a default",
      "",
      { defaultValue: 0, dimensions: { A: "$.a" } },
      "dimensions and default value are mutually exclusive",
    ],
    ["a dimension that names no field", "", { dimensions: { A: "a" } }, "the dimension value 'a' names no field"],
    [
      "more than three dimensions",
      "",
      { dimensions: { A: "$.a", B: "$.b", C: "$.c", D: "$.d" } },
      "more than 3 dimensions",
    ],
  ])("refuse %s", async (_what, pattern, transformation, message) => {
    await expect(putFilter("Wrong", pattern, transformation)).rejects.toThrow(message);
  });
});
