import type { DescribeAlarmsOutput } from "@aws-sdk/client-cloudwatch";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServiceName } from "../../../src/local/service.ts";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";
import { createRole } from "../lambda/create-role.ts";

describe("alarms over what services tell CloudWatch", () => {
  let running: TestCloud;
  beforeAll(async () => {
    running = await createTestCloud();
  });
  afterAll(() => running.close());

  const call = <Output>(service: ServiceName, operation: string, input: object): Promise<Output> =>
    running.cloud.call<Output>(service, operation, input, { kind: "root" });
  const watch = (AlarmName: string, metric: object, Threshold = 1): Promise<unknown> =>
    call("monitoring", "PutMetricAlarm", {
      AlarmName,
      ...metric,
      Period: 60,
      // The minute may end between what happens and the look at it.
      EvaluationPeriods: 2,
      DatapointsToAlarm: 1,
      Threshold,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      TreatMissingData: "notBreaching",
    });
  const state = async (name: string): Promise<string | undefined> => {
    const { MetricAlarms } = await call<DescribeAlarmsOutput>("monitoring", "DescribeAlarms", { AlarmNames: [name] });
    return MetricAlarms?.[0]?.StateValue;
  };

  it("go off when a queue holds messages", async () => {
    const { QueueUrl } = await call<{ QueueUrl: string }>("sqs", "CreateQueue", { QueueName: "dead" });
    const metric = { Namespace: "AWS/SQS", MetricName: "ApproximateNumberOfMessagesVisible", Statistic: "Maximum" };
    await watch("dead", { ...metric, Dimensions: [{ Name: "QueueName", Value: "dead" }] });
    await watch("gone", { ...metric, Dimensions: [{ Name: "QueueName", Value: "gone" }] });
    expect(await state("dead")).toBe("OK");
    await call("sqs", "SendMessage", { QueueUrl, MessageBody: "lost" });
    expect([await state("dead"), await state("gone")]).toEqual(["ALARM", "OK"]);
  });

  it("count a queue once a minute, however often one looks", async () => {
    const { QueueUrl } = await call<{ QueueUrl: string }>("sqs", "CreateQueue", { QueueName: "full" });
    await call("sqs", "SendMessage", { QueueUrl, MessageBody: "one" });
    const metric = { Namespace: "AWS/SQS", MetricName: "ApproximateNumberOfMessagesVisible", Statistic: "Sum" };
    await watch("full", { ...metric, Dimensions: [{ Name: "QueueName", Value: "full" }] }, 2);
    for (let look = 0; look < 3; look += 1) expect(await state("full")).toBe("OK");
  });

  it("go off when a function fails or is throttled, by its alias too", async () => {
    const Role = await createRole(running.cloud, { name: "f", service: "lambda.amazonaws.com" });
    const ZipFile = zipSync({ "index.mjs": strToU8("export const handler = async () => { throw new Error('no') }") });
    const FunctionName = "fails";
    await call("lambda", "CreateFunction", {
      FunctionName,
      Runtime: "nodejs24.x",
      Handler: "index.handler",
      Role,
      Code: { ZipFile },
      Publish: true,
    });
    await call("lambda", "CreateAlias", { FunctionName, Name: "live", FunctionVersion: "1" });
    const Dimensions = [{ Name: "FunctionName", Value: FunctionName }];
    const metric = { Namespace: "AWS/Lambda", Statistic: "Sum", Dimensions };
    await watch("errors", { ...metric, MetricName: "Errors" });
    const ofAlias = [...Dimensions, { Name: "Resource", Value: "fails:live" }];
    await watch("alias", { ...metric, MetricName: "Errors", Dimensions: ofAlias });
    await watch("throttles", { ...metric, MetricName: "Throttles" });
    await watch("slow", { ...metric, MetricName: "Duration", Statistic: "Maximum" }, 0.001);
    await call("lambda", "Invoke", { FunctionName, Qualifier: "live" });
    await expect.poll(() => state("errors")).toBe("ALARM");
    expect([await state("alias"), await state("throttles"), await state("slow")]).toEqual(["ALARM", "OK", "ALARM"]);
    await call("lambda", "PutFunctionConcurrency", { FunctionName, ReservedConcurrentExecutions: 0 });
    await expect(call("lambda", "Invoke", { FunctionName })).rejects.toThrow("Rate Exceeded.");
    await expect.poll(() => state("throttles")).toBe("ALARM");
  });
});
