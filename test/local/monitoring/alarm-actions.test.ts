import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ServiceName } from "../../../src/local/service.ts";
import { recordMetric } from "../../../src/local/services/monitoring/index.ts";
import { createManualClock, type ManualClock } from "../../support/manual-clock.ts";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";

const TopicArn = "arn:aws:sns:us-east-1:000000000000:alerts";
const queueArn = "arn:aws:sqs:us-east-1:000000000000:inbox";
const dimensions = { QueueName: "work" };
const late = {
  AlarmName: "late",
  AlarmDescription: "too much to do",
  Namespace: "App",
  MetricName: "Backlog",
  Dimensions: [{ Name: "QueueName", Value: "work" }],
  Statistic: "Sum",
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 2,
  ComparisonOperator: "GreaterThanOrEqualToThreshold",
  TreatMissingData: "notBreaching",
  AlarmActions: [TopicArn],
};

describe("the actions of an alarm", () => {
  let clock: ManualClock;
  let cloud: TestCloud;
  beforeEach(async () => {
    clock = createManualClock(Date.parse("2026-05-06T07:08:00Z"));
    cloud = await createTestCloud({ clock });
    await call("sns", "CreateTopic", { Name: "alerts" });
    const Statement = [
      { Effect: "Allow", Principal: { Service: "sns.amazonaws.com" }, Action: "sqs:SendMessage", Resource: queueArn },
    ];
    const Attributes = { Policy: JSON.stringify({ Version: "2012-10-17", Statement }) };
    await call("sqs", "CreateQueue", { QueueName: "inbox", Attributes });
    await call("sns", "Subscribe", { TopicArn, Protocol: "sqs", Endpoint: queueArn });
  });
  afterEach(() => cloud.close());

  const call = <Output>(service: ServiceName, operation: string, input: object): Promise<Output> =>
    cloud.cloud.call<Output>(service, operation, input, { kind: "root" });
  const bodies = () => cloud.cloud.db.prepare("SELECT body FROM sqs_messages ORDER BY sequence").all();
  /** What the topic was told so far: subject and message. */
  const told = (): readonly { Subject: string; Message: Record<string, unknown> }[] =>
    bodies().map(({ body }) => {
      const { Subject, Message } = JSON.parse(String(body)) as { Subject: string; Message: string };
      return { Subject, Message: JSON.parse(Message) as Record<string, unknown> };
    });
  const record = (): void => recordMetric(cloud.cloud, "App", "Backlog", dimensions, 1);

  it("can be tried out by setting the state, which the metric takes back a little later", async () => {
    await call("monitoring", "PutMetricAlarm", late);
    const state = async (): Promise<unknown> =>
      (await call<{ MetricAlarms: readonly object[] }>("monitoring", "DescribeAlarms", {})).MetricAlarms[0];
    expect(await state()).toMatchObject({ StateValue: "OK" });
    await call("monitoring", "SetAlarmState", { AlarmName: "late", StateValue: "ALARM", StateReason: "a try" });
    await expect
      .poll(told)
      .toMatchObject([{ Message: { NewStateValue: "ALARM", NewStateReason: "a try", OldStateValue: "OK" } }]);
    await clock.advance(9_000);
    expect(await state()).toMatchObject({ StateValue: "ALARM", StateReason: "a try" });
    await clock.advance(2_000);
    expect(await state()).toMatchObject({ StateValue: "OK" });
    await expect(
      call("monitoring", "SetAlarmState", { AlarmName: "none", StateValue: "OK", StateReason: "" }),
    ).rejects.toMatchObject({ code: "ResourceNotFound" });
  });

  it("are left out while they are switched off", async () => {
    await call("monitoring", "PutMetricAlarm", late);
    await call("monitoring", "DisableAlarmActions", { AlarmNames: ["late", "none"] });
    const set = (StateValue: string): Promise<unknown> =>
      call("monitoring", "SetAlarmState", { AlarmName: "late", StateValue, StateReason: "a try" });
    await set("ALARM");
    await set("OK");
    await call("monitoring", "EnableAlarmActions", { AlarmNames: ["late"] });
    await set("ALARM");
    await expect.poll(told).toHaveLength(1);
    await clock.advance(1_000);
    expect(told()).toHaveLength(1);
  });

  it("tell the topic each change of state once, in CloudWatch's words, though nobody looks", async () => {
    await call("monitoring", "PutMetricAlarm", { ...late, OKActions: [TopicArn] });
    await expect.poll(() => told().map(({ Subject }) => Subject)).toEqual(['OK: "late" in US East (N. Virginia)']);
    record();
    record();
    await clock.advance(10_000);
    await expect.poll(told).toHaveLength(2);
    await clock.advance(20_000);
    expect(told()).toHaveLength(2);
    expect(told()[1]).toEqual({
      Subject: 'ALARM: "late" in US East (N. Virginia)',
      Message: {
        AlarmName: "late",
        AlarmDescription: "too much to do",
        AWSAccountId: "000000000000",
        AlarmConfigurationUpdatedTimestamp: "2026-05-06T07:08:00.000+0000",
        NewStateValue: "ALARM",
        NewStateReason: expect.stringContaining("Threshold Crossed") as string,
        StateChangeTime: "2026-05-06T07:08:10.000+0000",
        Region: "US East (N. Virginia)",
        AlarmArn: "arn:aws:cloudwatch:us-east-1:000000000000:alarm:late",
        OldStateValue: "OK",
        OKActions: [TopicArn],
        AlarmActions: [TopicArn],
        InsufficientDataActions: [],
        Trigger: {
          MetricName: "Backlog",
          Namespace: "App",
          StatisticType: "Statistic",
          Statistic: "SUM",
          Unit: null,
          Dimensions: [{ value: "work", name: "QueueName" }],
          Period: 60,
          EvaluationPeriods: 1,
          ComparisonOperator: "GreaterThanOrEqualToThreshold",
          Threshold: 2,
          TreatMissingData: "notBreaching",
          EvaluateLowSampleCountPercentile: "",
        },
      },
    });
    await clock.advance(120_000);
    await expect.poll(() => told()[2]?.Message["NewStateValue"]).toBe("OK");
  });

  it("are shown, and rest while they are not enabled", async () => {
    await call("monitoring", "PutMetricAlarm", { ...late, ActionsEnabled: false, OKActions: [TopicArn] });
    const described = await call<object>("monitoring", "DescribeAlarms", {});
    expect(described).toMatchObject({
      MetricAlarms: [{ ActionsEnabled: false, AlarmActions: [TopicArn], OKActions: [TopicArn], StateValue: "OK" }],
    });
    await clock.advance(60_000);
    expect(told()).toEqual([]);
  });

  it("need a topic whose policy lets CloudWatch, as the usual one does", async () => {
    const Statement = [
      { Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "sns:Publish", Resource: "*" },
    ];
    const AttributeValue = JSON.stringify({ Version: "2012-10-17", Statement });
    await call("sns", "SetTopicAttributes", { TopicArn, AttributeName: "Policy", AttributeValue });
    await call("monitoring", "PutMetricAlarm", { ...late, OKActions: [TopicArn] });
    await expect
      .poll(() => cloud.logged.join("\n"))
      .toContain("cloudwatch.amazonaws.com is not authorized to perform: SNS:Publish");
    expect(told()).toEqual([]);
  });

  it.each([
    ["a function", "arn:aws:lambda:us-east-1:000000000000:function:f"],
    ["a FIFO topic", "arn:aws:sns:us-east-1:000000000000:alerts.fifo"],
  ])("refuse %s by name", async (_what, arn) => {
    await expect(call("monitoring", "PutMetricAlarm", { ...late, AlarmActions: [arn] })).rejects.toThrow(
      `The alarm action ${arn} (only standard SNS topics) is not implemented by the local cloud`,
    );
  });
});
