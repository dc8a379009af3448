import type { DescribeAlarmsOutput, MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMonitoringService, recordMetric } from "../../../src/local/services/monitoring/index.ts";
import { createManualClock, type ManualClock } from "../../support/manual-clock.ts";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";

const minute = 60_000;
const dimensions = { StateMachineArn: "arn:aws:states:machine" };
const failed = {
  AlarmName: "failed",
  Namespace: "AWS/States",
  MetricName: "ExecutionsFailed",
  Dimensions: [{ Name: "StateMachineArn", Value: dimensions.StateMachineArn }],
  Statistic: "Sum",
  Period: 300,
  EvaluationPeriods: 1,
  Threshold: 2,
  ComparisonOperator: "GreaterThanOrEqualToThreshold",
  TreatMissingData: "notBreaching",
};

describe("alarms over metrics recorded in the process", () => {
  let clock: ManualClock;
  let running: TestCloud;
  beforeEach(async () => {
    clock = createManualClock(1_790_000_100_000);
    running = await createTestCloud({ services: [createMonitoringService], clock });
  });
  afterEach(() => running.close());

  const put = (input: object): Promise<unknown> =>
    running.cloud.call("monitoring", "PutMetricAlarm", input, { kind: "root" });
  const record = (name = "ExecutionsFailed", value = 1): void =>
    recordMetric(running.cloud, "AWS/States", name, dimensions, value);
  const alarm = async (): Promise<MetricAlarm | undefined> => {
    const { MetricAlarms } = await running.cloud.call<DescribeAlarmsOutput>(
      "monitoring",
      "DescribeAlarms",
      {},
      { kind: "root" },
    );
    return MetricAlarms?.[0];
  };

  it("go off when the sum over a period reaches the threshold, and calm down after it", async () => {
    await put(failed);
    expect((await alarm())?.StateValue).toBe("OK");
    record();
    expect((await alarm())?.StateValue).toBe("OK");
    record();
    expect(await alarm()).toMatchObject({
      StateValue: "ALARM",
      StateReason: "Threshold Crossed: 1 of the last 1 datapoints [2] met GreaterThanOrEqualToThreshold (2)",
      StateUpdatedTimestamp: new Date(clock.now()),
    });
    await clock.advance(10 * minute);
    expect((await alarm())?.StateValue).toBe("OK");
  });

  it("count other dimensions and other metrics for themselves", async () => {
    await put(failed);
    recordMetric(running.cloud, "AWS/States", "ExecutionsFailed", { StateMachineArn: "another" }, 5);
    record("ExecutionsTimedOut", 5);
    expect((await alarm())?.StateValue).toBe("OK");
  });

  it("have insufficient data where missing data is missing", async () => {
    await put({ ...failed, TreatMissingData: "missing" });
    expect((await alarm())?.StateValue).toBe("INSUFFICIENT_DATA");
  });

  it("need as many datapoints as they were told", async () => {
    await put({ ...failed, Period: 60, EvaluationPeriods: 3, DatapointsToAlarm: 2, Threshold: 1 });
    record();
    expect((await alarm())?.StateValue).toBe("OK");
    await clock.advance(minute);
    record();
    expect((await alarm())?.StateValue).toBe("ALARM");
  });

  it("work out metric math over several metrics", async () => {
    const { Statistic: _statistic, Namespace, MetricName: _name, Dimensions, Period, ...alarmOnly } = failed;
    const metric = (Id: string, MetricName: string): object => ({
      Id,
      ReturnData: false,
      MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period, Stat: "Sum" },
    });
    await put({
      ...alarmOnly,
      Metrics: [
        metric("failed", "ExecutionsFailed"),
        metric("late", "ExecutionsTimedOut"),
        { Id: "all", Expression: "FILL(failed, 0) + FILL(late, 0)", ReturnData: true },
      ],
    });
    record("ExecutionsTimedOut");
    expect((await alarm())?.StateValue).toBe("OK");
    record("ExecutionsTimedOut");
    expect((await alarm())?.StateValue).toBe("ALARM");
  });

  it.each<[string, object, string]>([
    [
      "actions that nothing could carry out",
      { AlarmActions: ["arn:aws:automate:us-east-1:ec2:stop"] },
      "arn:aws:automate:us-east-1:ec2:stop (only standard SNS topics)",
    ],
    ["a statistic that is not implemented", { Statistic: "p99" }, "p99"],
    ["an anomaly detector", { ComparisonOperator: "GreaterThanUpperThreshold" }, "GreaterThanUpperThreshold"],
  ])("reject %s, by name", async (_name, change, message) => {
    await expect(put({ ...failed, ...change })).rejects.toMatchObject({
      message: expect.stringContaining(message) as string,
    });
  });
});
