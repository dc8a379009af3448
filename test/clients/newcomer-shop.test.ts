import { rmSync } from "node:fs";
import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CloudWatchClient, DescribeAlarmsCommand, GetDashboardCommand } from "@aws-sdk/client-cloudwatch";
import { DynamoDBClient, GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { DescribeArchiveCommand, EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { ListSubscriptionsCommand, SNSClient } from "@aws-sdk/client-sns";
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud, type TestCloud } from "../support/test-cloud.ts";
import { makeProject } from "./make-project.ts";
import { runCdk, type CdkRun } from "./run-cdk.ts";

describe(
  "a newcomer's shop: JSONPath, a queue with dead letters, a table, a topic, a secret, a schedule, parameters and alarms",
  { timeout: 120_000 },
  () => {
    let running: TestCloud;
    let folder: string;
    beforeAll(async () => {
      running = await createTestCloud();
      folder = makeProject("newcomer-shop");
    });
    afterAll(async () => {
      await running.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const cdk = (...args: readonly string[]): Promise<CdkRun> =>
      runCdk({ folder, endpoint: running.endpoint, stage: "", args });
    async function outputsOf(StackName: string): Promise<Record<string, string>> {
      const { Stacks } = await new CloudFormationClient(running.clientConfig).send(
        new DescribeStacksCommand({ StackName }),
      );
      return Object.fromEntries(
        (Stacks?.[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
      );
    }
    async function run(input: object) {
      const states = new SFNClient(running.clientConfig);
      const { MachineArn: stateMachineArn } = await outputsOf("ShopOrders");
      const { executionArn } = await states.send(
        new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
      );
      const describeIt = () => states.send(new DescribeExecutionCommand({ executionArn }));
      await expect.poll(async () => (await describeIt()).status, { timeout: 20_000 }).not.toBe("RUNNING");
      return describeIt();
    }

    it("is deployed, and differs in nothing afterwards", async () => {
      const { exitCode, text } = await cdk("deploy", "--all", "--require-approval", "never");
      expect(text).not.toContain("_FAILED");
      expect(exitCode).toBe(0);
      expect((await cdk("diff", "--fail")).text).toContain("Number of stacks with differences: 0");
    });

    it("takes orders: retries, catches, chooses, and does both things at once", async () => {
      const {
        status,
        output = "",
        cause,
      } = await run({
        orders: [
          { customer: "ann", id: 1, quantity: 12 },
          { customer: "busy", id: 2, quantity: 1 },
          { customer: "eve", id: 3, quantity: -1 },
          { customer: "eve", id: 4, quantity: 30 },
        ],
      });
      expect([status, cause]).toEqual(["SUCCEEDED", undefined]);
      expect(JSON.parse(output)).toEqual([
        { id: 1, kept: 120, vip: true, currency: "EUR", by: "shop" },
        { id: 2, small: true },
        { id: 3, problem: "Unpriced", text: "eve asks for -1" },
        { id: 4, kept: 300, vip: false, currency: "EUR", by: "shop" },
      ]);
      expect((await run({ orders: [] })).output).toBe("{}");
      expect(await run({ orders: "none" })).toMatchObject({ status: "FAILED", error: "States.Runtime" });
    });

    it("ships what the queue holds, and keeps what cannot be shipped", async () => {
      const { TableName, JobsUrl, DeadLettersUrl } = await outputsOf("ShopKeep");
      const dynamodb = new DynamoDBClient(running.clientConfig);
      const Key = { customer: { S: "ann" }, id: { N: "1" } };
      const state = async () => (await dynamodb.send(new GetItemCommand({ TableName, Key }))).Item?.["state"]?.S;
      await expect.poll(state, { timeout: 20_000 }).toBe("shipped");
      const shipped = new QueryCommand({
        TableName,
        IndexName: "by-state",
        KeyConditionExpression: "#state = :state",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: { ":state": { S: "shipped" } },
      });
      await expect
        .poll(async () => (await dynamodb.send(shipped)).Count, { timeout: 20_000 })
        .toBeGreaterThanOrEqual(2);
      const sqs = new SQSClient(running.clientConfig);
      await sqs.send(new SendMessageCommand({ QueueUrl: JobsUrl, MessageBody: "no order" }));
      const dead = async () => {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl: DeadLettersUrl, WaitTimeSeconds: 5, VisibilityTimeout: 0 }),
        );
        return Messages.map(({ Body }) => Body);
      };
      await expect.poll(dead, { timeout: 30_000 }).toEqual(["no order"]);
    });

    it("tells of the orders it takes, by a topic with a filter", async () => {
      const { VipInboxUrl: QueueUrl } = await outputsOf("ShopOrders");
      const { Messages = [] } = await new SQSClient(running.clientConfig).send(
        new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10, MaxNumberOfMessages: 10 }),
      );
      expect(Messages.map(({ Body }) => Body)).toEqual(["order 1 of ann"]);
      const logs = new CloudWatchLogsClient(running.clientConfig);
      const heard = async () => {
        const { events = [] } = await logs.send(
          new FilterLogEventsCommand({ logGroupName: "/shop/listen", filterPattern: "heard" }),
        );
        return events.map(({ message = "" }) => message.trim().split("\t").at(-1)).toSorted();
      };
      await expect
        .poll(heard, { timeout: 20_000 })
        .toEqual(
          expect.arrayContaining(["heard order 1 of ann about an order", "heard order 4 of eve about an order"]),
        );
    });

    it("is started by its schedule", async () => {
      const { TableName } = await outputsOf("ShopKeep");
      const Key = { customer: { S: "night" }, id: { N: "1" } };
      const total = async () =>
        (await new DynamoDBClient(running.clientConfig).send(new GetItemCommand({ TableName, Key }))).Item?.["total"]
          ?.N;
      await expect.poll(total, { timeout: 20_000 }).toBe("200");
      const { MachineArn: stateMachineArn } = await outputsOf("ShopOrders");
      const { executions = [] } = await new SFNClient(running.clientConfig).send(
        new ListExecutionsCommand({ stateMachineArn }),
      );
      expect(executions).toHaveLength(4);
    });

    it("raises its alarms", async () => {
      const states = async () => {
        const { MetricAlarms = [] } = await new CloudWatchClient(running.clientConfig).send(
          new DescribeAlarmsCommand({}),
        );
        return Object.fromEntries(MetricAlarms.map(({ MetricName = "", StateValue }) => [MetricName, StateValue]));
      };
      await expect
        .poll(states, { timeout: 20_000 })
        .toEqual({ ApproximateNumberOfMessagesVisible: "ALARM", Errors: "ALARM" });
    });

    it("keeps its dashboard", async () => {
      const { DashboardBody = "" } = await new CloudWatchClient(running.clientConfig).send(
        new GetDashboardCommand({ DashboardName: "shop" }),
      );
      const { widgets } = JSON.parse(DashboardBody) as { widgets: readonly { type: string; properties: object }[] };
      expect(widgets.map(({ type }) => type)).toEqual(["text", "metric", "metric", "metric", "log"]);
      const alarm = expect.stringMatching(
        /^arn:aws:cloudwatch:us-east-1:000000000000:alarm:ShopKeep-Poisoned/,
      ) as string;
      expect(widgets[2]?.properties).toMatchObject({ annotations: { alarms: [alarm] } });
    });

    it("keeps what happens, and asks by mail for a confirmation that never comes", async () => {
      const { ArchiveArn, EventPattern = "" } = await new EventBridgeClient(running.clientConfig).send(
        new DescribeArchiveCommand({ ArchiveName: "shop-events" }),
      );
      expect(ArchiveArn).toMatch(/archive\/shop-events$/);
      expect(JSON.parse(EventPattern)).toMatchObject({ source: ["shop"] });
      const { Subscriptions = [] } = await new SNSClient(running.clientConfig).send(new ListSubscriptionsCommand({}));
      expect(Subscriptions.find(({ Protocol }) => Protocol === "email")).toMatchObject({
        Endpoint: "ops@example.com",
        SubscriptionArn: "PendingConfirmation",
      });
    });

    it("is destroyed", async () => {
      const { exitCode, text } = await cdk("destroy", "--all", "--force");
      expect(text).toContain("ShopKeep: destroyed");
      expect(exitCode).toBe(0);
    });
  },
);
