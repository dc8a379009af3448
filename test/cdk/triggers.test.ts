import type { DescribeExecutionOutput, ListExecutionsOutput } from "@aws-sdk/client-sfn";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { AwsSolutionsChecks } from "cdk-nag";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { MillraceApp } from "millrace/cdk";
import type { ServiceName } from "../../src/local/service.ts";
import { settledStack } from "../local/cloudformation/settled-stack.ts";
import { createTestCloud, type TestCloud } from "../support/test-cloud.ts";

interface Resource {
  readonly Properties: Readonly<Record<string, unknown>>;
}

const rootFolder = join(import.meta.dirname, "fixtures", "triggers");
let stack: Stack;
let template: Template;

beforeAll(() => {
  stack = new Stack(new App(), "Triggers");
  const { node } = new MillraceApp(stack, "App", { name: "shop", rootFolder });
  template = Template.fromStack(Stack.of(node.scope ?? stack));
});

const resources = (type: string, start: string): Readonly<Record<string, Resource>> =>
  Object.fromEntries(
    Object.entries(template.findResources(type) as Record<string, Resource>).filter(([id]) => id.startsWith(start)),
  );

describe("a workflow with several triggers", () => {
  const start = "AppTakeOrderWorkflow";

  it("has a rule for each, whose id says what it listens to", () => {
    const rules = Object.entries(resources("AWS::Events::Rule", start));
    expect(rules.map(([id, { Properties }]) => [id.slice(start.length, -8), Properties["EventPattern"]])).toEqual([
      ["TriggerInboxObjectCreated", objects("orders/")],
      ["TriggerInboxObjectCreated2", objects("urgent/")],
      [
        "TriggerOrderPlaced",
        { source: ["shop"], "detail-type": ["order.placed"], detail: { total: [{ numeric: [">", 0] }] } },
      ],
    ]);
    const buses = rules.map(([, { Properties }]) => Properties["EventBusName"]);
    expect(buses).toEqual([undefined, undefined, { Ref: expect.stringContaining("EventBus") }]);
  });

  const objects = (prefix: string): object => ({
    source: ["aws.s3"],
    "detail-type": ["Object Created"],
    detail: { bucket: { name: [{ Ref: expect.stringContaining("InboxBucket") }] }, object: { key: [{ prefix }] } },
  });

  it("gives each rule a role, a dead-letter queue with an alarm, and retries of its own", () => {
    const targets = Object.values(resources("AWS::Events::Rule", start)).map(
      ({ Properties }) => (Properties["Targets"] as readonly [Readonly<Record<string, unknown>>])[0],
    );
    for (const member of ["RoleArn", "DeadLetterConfig"]) {
      expect(new Set(targets.map((target) => JSON.stringify(target[member]))).size).toBe(targets.length);
    }
    const retry = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 };
    expect(targets.map(({ RetryPolicy }) => RetryPolicy)).toEqual([retry, retry, retry]);
    const alarms = Object.keys(resources("AWS::CloudWatch::Alarm", start)).filter((id) => id.includes("Undelivered"));
    expect(alarms).toHaveLength(3);
  });

  it("tells where each queue is", () => {
    const outputs = Object.keys(template.findOutputs("*")).filter((name) => name.endsWith("QueueUrl"));
    expect(outputs.filter((name) => name.startsWith("TakeOrder")).toSorted()).toEqual([
      "TakeOrderInboxObjectCreated2DeadLetterQueueUrl",
      "TakeOrderInboxObjectCreatedDeadLetterQueueUrl",
      "TakeOrderOrderPlacedDeadLetterQueueUrl",
    ]);
  });

  it("leaves cdk-nag's AwsSolutions pack nothing to find", () => {
    expect(new AwsSolutionsChecks().validateScope(stack).violations).toEqual([]);
  });
});

describe("a workflow that starts when another has ended, or by a pattern", () => {
  it("listens on the default bus, to that workflow and to what the pattern says", () => {
    const rules = Object.values(resources("AWS::Events::Rule", "AppAfterOrderWorkflow")).map(
      ({ Properties }) => Properties,
    );
    expect(rules.map(({ EventPattern }) => EventPattern)).toEqual([
      {
        source: ["aws.states"],
        "detail-type": ["Step Functions Execution Status Change"],
        detail: {
          stateMachineArn: [{ "Fn::GetAtt": [expect.stringMatching(/^AppTakeOrderWorkflow[0-9A-F]{8}$/), "Arn"] }],
          status: ["SUCCEEDED"],
        },
      },
      { source: ["warehouse", "shop-floor"], "detail-type": ["Stock Low"], detail: { left: [{ numeric: ["<", 5] }] } },
    ]);
    expect(rules.some((rule) => "EventBusName" in rule)).toBe(false);
  });

  it("has ids that say so", () => {
    const ids = Object.keys(resources("AWS::Events::Rule", "AppAfterOrderWorkflow"));
    expect(ids.map((id) => id.slice("AppAfterOrderWorkflow".length, -8))).toEqual([
      "TriggerTakeOrderFinished",
      "TriggerStockLow",
    ]);
  });
});

describe("a workflow that starts by the clock", () => {
  const start = "AppKeepTimeWorkflow";
  const schedules = (): readonly Readonly<Record<string, unknown>>[] =>
    Object.values(resources("AWS::Scheduler::Schedule", start)).map(({ Properties }) => Properties);

  it("has a schedule for each, beside the rules of its other triggers", () => {
    const ids = Object.keys(resources("AWS::Scheduler::Schedule", start));
    expect(ids.map((id) => id.slice(start.length, -8))).toEqual(["TriggerHourlySchedule", "TriggerOpeningSchedule"]);
    expect(Object.keys(resources("AWS::Events::Rule", start))).toHaveLength(1);
    expect(schedules()).toMatchObject([
      { ScheduleExpression: "rate(1 hour)", ScheduleExpressionTimezone: "UTC", FlexibleTimeWindow: { Mode: "OFF" } },
      {
        ScheduleExpression: "cron(0 8 ? * MON-FRI *)",
        ScheduleExpressionTimezone: "Europe/Vienna",
        FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 15 },
      },
    ]);
    const retries = schedules().map(({ Target }) => (Target as { readonly RetryPolicy: object }).RetryPolicy);
    expect(retries).toEqual([
      { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
      { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 185 },
    ]);
  });

  it("gives each a role that may start this workflow and send to its queue, for schedules of this account only", () => {
    const roles = Object.entries(resources("AWS::IAM::Role", start)).filter(([id]) => id.includes("Schedule"));
    expect(roles).toHaveLength(2);
    for (const [, { Properties }] of roles) {
      expect(Properties).toMatchObject({
        AssumeRolePolicyDocument: {
          Statement: [
            {
              Principal: { Service: "scheduler.amazonaws.com" },
              Condition: {
                StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } },
                ArnLike: { "aws:SourceArn": expect.anything() },
              },
            },
          ],
        },
        Policies: [
          {
            PolicyDocument: {
              Statement: [
                {
                  Action: "states:StartExecution",
                  Resource: { "Fn::GetAtt": [expect.stringContaining(start), "Arn"] },
                },
                {
                  Action: "sqs:SendMessage",
                  Resource: { "Fn::GetAtt": [expect.stringContaining("DeadLetters"), "Arn"] },
                },
              ],
            },
          },
        ],
      });
    }
  });
});

describe("the same stack in the local cloud", () => {
  let cloud: TestCloud;
  let outputs: ReadonlyMap<string | undefined, string | undefined>;

  const call = <Output = object>(service: ServiceName, operation: string, input: object): Promise<Output> =>
    cloud.cloud.call<Output>(service, operation, input, { kind: "root" });

  beforeAll(async () => {
    cloud = await createTestCloud();
    const body = template.toJSON() as { readonly Parameters?: object; readonly Rules?: object };
    const { Parameters: _parameters, Rules: _rules, ...own } = body;
    await call("cloudformation", "CreateStack", {
      StackName: "triggers",
      TemplateBody: JSON.stringify(own),
      Capabilities: ["CAPABILITY_IAM"],
    });
    const { StackStatus, Outputs = [] } = await settledStack(cloud.cloud, "triggers");
    if (StackStatus !== "CREATE_COMPLETE") throw new Error(`the stack is ${StackStatus}: ${cloud.logged.join("\n")}`);
    outputs = new Map(Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  });

  afterAll(() => cloud.close());

  /** What the executions of a workflow returned, once there are so many and all have ended. */
  async function outputsOf(workflow: string, count: number): Promise<readonly unknown[]> {
    const stateMachineArn = outputs.get(`${workflow}StateMachineArn`);
    const executions = await vi.waitFor(
      async () => {
        const listed = await call<ListExecutionsOutput>("states", "ListExecutions", { stateMachineArn });
        const ended = (listed.executions ?? []).filter(({ status }) => status !== "RUNNING");
        expect(ended).toHaveLength(count);
        return ended;
      },
      { timeout: 10_000 },
    );
    const described = await Promise.all(
      executions.map(({ executionArn }) =>
        call<DescribeExecutionOutput>("states", "DescribeExecution", { executionArn }),
      ),
    );
    return described.map(({ output }) => JSON.parse(output ?? "null") as unknown);
  }

  it("starts the workflow through each of its triggers, and by nothing else", async () => {
    const Bucket = outputs.get("InboxBucketName");
    for (const Key of ["orders/1", "urgent/2", "other/3"]) {
      await call("s3", "PutObject", { Bucket, Key, Body: Buffer.from("x") });
    }
    const entry = (Source: string, total: number) => ({
      Source,
      DetailType: "order.placed",
      Detail: JSON.stringify({ id: `${Source}-${total}`, total }),
      EventBusName: outputs.get("EventBusName"),
    });
    await call("events", "PutEvents", { Entries: [entry("shop", 4), entry("shop", 0), entry("other", 5)] });
    const taken = await outputsOf("TakeOrder", 3);
    expect(taken).toHaveLength(3);
    expect(taken).toEqual(
      expect.arrayContaining([
        { order: "orders/1", from: "file" },
        { order: "urgent/2", from: "file" },
        { order: "shop-4", from: "shop" },
      ]),
    );
  });

  it("starts the workflow of a rate at once, with the event of the schedule, and knows when the cron is due", async () => {
    const [output] = await outputsOf("KeepTime", 1);
    const prefix = "arn:aws:scheduler:us-east-1:000000000000:schedule/default/";
    expect(output).toEqual({
      schedule: "hourly",
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      by: expect.stringContaining(prefix),
    });
    const { Schedules } = await call<{ Schedules: readonly { Name: string }[] }>("scheduler", "ListSchedules", {});
    expect(Schedules).toHaveLength(2);
    expect(cloud.logged.filter((line) => line.includes("could not"))).toEqual([]);
  });

  it("starts the other workflow when those have ended, and for events that the pattern matches", async () => {
    const entry = (Source: string, left: number) => ({
      Source,
      DetailType: "Stock Low",
      Detail: JSON.stringify({ sku: Source, left }),
    });
    await call("events", "PutEvents", { Entries: [entry("warehouse", 2), entry("warehouse", 5), entry("other", 1)] });
    const seen = await outputsOf("AfterOrder", 4);
    expect(seen).toContainEqual({ sku: "warehouse", left: 2 });
    const taken = seen.flatMap((output) =>
      "taken" in (output as object) ? [(output as { taken: string }).taken] : [],
    );
    expect(taken.map((text) => (JSON.parse(text) as { order: string }).order).toSorted()).toEqual([
      "orders/1",
      "shop-4",
      "urgent/2",
    ]);
  });
});
