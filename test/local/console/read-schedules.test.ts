import { afterAll, beforeAll, expect, it } from "vitest";
import { createConsoleHandler } from "../../../src/local/console/console-handler.ts";
import type { ScheduleList } from "../../../src/local/console/read-api.ts";
import { createRole } from "../lambda/create-role.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";
import { createMachine } from "../runtime/execute.ts";
import { createRoles } from "../runtime/stand-ins.ts";

const root = { kind: "root" } as const;
let cloud: TestCloud;

beforeAll(async () => {
  cloud = await createTestCloud({ createConsole: (running) => createConsoleHandler(running, "/nowhere") });
  await createRoles(cloud.cloud);
  const machine = await createMachine(cloud, { Done: { Type: "Succeed" } }, "report-machine");
  const tags = [{ key: "millrace:workflow", value: "report" }];
  await cloud.cloud.call("states", "TagResource", { resourceArn: machine, tags }, root);
  const RoleArn = await createRole(cloud.cloud, { name: "starter", service: "scheduler.amazonaws.com" });
  const create = (Name: string, ScheduleExpression: string, more: object = {}): Promise<unknown> =>
    cloud.cloud.call(
      "scheduler",
      "CreateSchedule",
      {
        Name,
        ScheduleExpression,
        FlexibleTimeWindow: { Mode: "OFF" },
        Target: { Arn: `${machine}:live`, RoleArn },
        ...more,
      },
      root,
    );
  await create("yearly", "cron(0 0 1 1 ? *)", { ScheduleExpressionTimezone: "Europe/Vienna" });
  await create("off", "rate(1 day)", { State: "DISABLED" });
  const rule = { Name: "hourly", ScheduleExpression: "rate(1 minute)" };
  await cloud.cloud.call("events", "PutRule", rule, root);
});

afterAll(() => cloud.close());

it("what starts by the clock is told, what comes next first", async () => {
  const { schedules } = (await (await fetch(`${cloud.endpoint}/_millrace/api/schedules`)).json()) as ScheduleList;
  expect(schedules).toMatchObject([
    { name: "hourly", starts: "", expression: "rate(1 minute)", timeZone: "UTC", lastAt: null },
    { name: "yearly", starts: "report", expression: "cron(0 0 1 1 ? *)", timeZone: "Europe/Vienna", isEnabled: true },
    { name: "off", isEnabled: false, nextAt: null },
  ]);
  const viennaNewYear = new Date(schedules[1]?.nextAt ?? 0).toISOString();
  expect(viennaNewYear).toMatch(/^\d{4}-12-31T23:00:00.000Z$/);
});
