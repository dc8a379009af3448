import {
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  CreateEventBusCommand,
} from "@aws-sdk/client-eventbridge";
import type { PutRuleRequest } from "@aws-sdk/client-eventbridge";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CreateService } from "../../../src/local/service.ts";
import { createEventsService } from "../../../src/local/services/events/index.ts";
import { createIamService } from "../../../src/local/services/iam/index.ts";
import { createStsService } from "../../../src/local/services/sts/index.ts";
import { createRole } from "../../local/lambda/create-role.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import type { ManualClock } from "../../support/manual-clock.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

const machineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:report";
const minute = 60_000;

let inputs: readonly Readonly<Record<string, unknown>>[];
let clock: ManualClock;
let cloud: TestCloud;
let events: EventBridgeClient;

const createMachines: CreateService = () => ({
  name: "states",
  operations: {
    StartExecution: {
      members: ["stateMachineArn", "name", "input"],
      authorize: () => [{ action: "states:StartExecution", resource: machineArn }],
      handle: ({ input }: { readonly input: string }) => {
        inputs = [...inputs, JSON.parse(input) as Readonly<Record<string, unknown>>];
        return { executionArn: "e", startDate: new Date() };
      },
    },
  },
});

beforeEach(async () => {
  inputs = [];
  clock = createManualClock(Date.parse("2026-01-05T07:58:30Z"));
  const services = [createIamService, createStsService, createMachines, createEventsService];
  cloud = await createTestCloud({ services, clock });
  events = new EventBridgeClient(cloud.clientConfig);
  await createRole(cloud.cloud, {
    name: "starter",
    service: "events.amazonaws.com",
    actions: ["states:StartExecution"],
  });
});

afterEach(() => cloud.close());

async function putRule(rule: Partial<PutRuleRequest>): Promise<void> {
  await events.send(new PutRuleCommand({ Name: "r", ...rule }));
  const RoleArn = "arn:aws:iam::000000000000:role/starter";
  await events.send(new PutTargetsCommand({ Rule: "r", Targets: [{ Id: "t", Arn: machineArn, RoleArn }] }));
}

const times = (): readonly unknown[] => inputs.map(({ time }) => time);

describe("a rule with a schedule", () => {
  it("sends its targets AWS's event at each time of the cron, in UTC", async () => {
    await putRule({ ScheduleExpression: "cron(0/30 8 ? * MON-FRI *)" });
    await clock.advance(2 * minute);
    await expect.poll(() => inputs.length).toBe(1);
    expect(inputs[0]).toEqual({
      version: "0",
      id: expect.any(String),
      "detail-type": "Scheduled Event",
      source: "aws.events",
      account: "000000000000",
      time: "2026-01-05T08:00:00Z",
      region: "us-east-1",
      resources: ["arn:aws:events:us-east-1:000000000000:rule/r"],
      detail: {},
    });
    await clock.advance(24 * 60 * minute);
    await expect.poll(times).toEqual(["2026-01-05T08:00:00Z", "2026-01-05T08:30:00Z", "2026-01-06T08:00:00Z"]);
    const rule = await events.send(new DescribeRuleCommand({ Name: "r" }));
    expect(rule.ScheduleExpression).toBe("cron(0/30 8 ? * MON-FRI *)");
    expect(rule).not.toHaveProperty("EventPattern");
  });

  it("counts a rate from when it was made or enabled, and rests while it is disabled", async () => {
    await putRule({ ScheduleExpression: "rate(5 minutes)" });
    await clock.advance(6 * minute);
    await expect.poll(times).toEqual(["2026-01-05T08:03:30Z"]);
    await events.send(new DisableRuleCommand({ Name: "r" }));
    await clock.advance(30 * minute);
    await events.send(new EnableRuleCommand({ Name: "r" }));
    await clock.advance(6 * minute);
    await expect.poll(times).toEqual(["2026-01-05T08:03:30Z", "2026-01-05T08:39:30Z"]);
  });

  it("may have a pattern too, whose events it takes as well", async () => {
    await putRule({ ScheduleExpression: "rate(1 day)", EventPattern: '{"source":["app"]}' });
    await events.send(new PutEventsCommand({ Entries: [{ Source: "app", DetailType: "t", Detail: "{}" }] }));
    await expect.poll(() => inputs.map(({ source }) => source)).toEqual(["app"]);
    await clock.advance(24 * 60 * minute);
    await expect.poll(() => inputs.map(({ source }) => source)).toEqual(["app", "aws.events"]);
  });

  it("makes up after a restart for what it missed, of the last 24 hours", async () => {
    await putRule({ ScheduleExpression: "cron(0 8,20 * * ? *)" });
    clock.skip(2 * 24 * 60 * minute);
    cloud = await cloud.restart();
    await expect.poll(times).toEqual(["2026-01-06T08:00:00Z", "2026-01-06T20:00:00Z"]);
    expect(cloud.logged.join("\n")).toContain("rule/r missed what was due from 2026-01-05T08:00:00Z");
  });

  it.each([
    "rate(1 minutes)",
    "rate(5 minute)",
    "rate(0 minutes)",
    "at(2026-01-05T08:00:00)",
    "cron(0 8 * * * *)",
    "5m",
  ])("is refused with %s", async (ScheduleExpression) => {
    await expect(putRule({ ScheduleExpression })).rejects.toThrow("Parameter ScheduleExpression is not valid.");
  });

  it("is refused on a bus of one's own, and without a pattern or a schedule", async () => {
    await events.send(new CreateEventBusCommand({ Name: "own" }));
    await expect(putRule({ EventBusName: "own", ScheduleExpression: "rate(1 day)" })).rejects.toThrow(
      "ScheduleExpression is supported only on the default event bus.",
    );
    await expect(putRule({})).rejects.toThrow("Parameter(s) EventPattern or ScheduleExpression must be specified.");
  });
});
