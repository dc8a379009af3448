import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRole } from "../../local/lambda/create-role.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";
import { callScheduler } from "./scheduler-client.ts";
import type { SchedulerAnswer } from "./scheduler-client.ts";

const queue = "arn:aws:sqs:us-east-1:000000000000:inbox";
const role = "arn:aws:iam::000000000000:role/sender";
const off = { Mode: "OFF" };

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await createTestCloud({ clock: createManualClock() });
  await createRole(cloud.cloud, { name: "sender", service: "scheduler.amazonaws.com", actions: ["sqs:SendMessage"] });
  await createRole(cloud.cloud, { name: "other", service: "events.amazonaws.com" });
});

afterAll(() => cloud.close());

const call = (method: string, path: string, body?: object): Promise<SchedulerAnswer> =>
  callScheduler(cloud, method, path, body);

const schedule = (members: object = {}, target: object = {}): object => ({
  ScheduleExpression: "cron(0 8 ? * MON-FRI *)",
  FlexibleTimeWindow: off,
  Target: { Arn: queue, RoleArn: role, ...target },
  ...members,
});

describe("a schedule", () => {
  it("is created, read with what AWS fills in, updated as a whole and deleted", async () => {
    const StartDate = Date.parse("2026-02-01T00:00:00Z") / 1000;
    const created = await call(
      "POST",
      "/schedules/daily",
      schedule({ StartDate, Description: "d" }, { Input: "hello" }),
    );
    const Arn = "arn:aws:scheduler:us-east-1:000000000000:schedule/default/daily";
    expect(created).toMatchObject({ status: 200, body: { ScheduleArn: Arn } });
    expect((await call("GET", "/schedules/daily?groupName=default")).body).toEqual({
      Arn,
      Name: "daily",
      GroupName: "default",
      Description: "d",
      State: "ENABLED",
      ActionAfterCompletion: "NONE",
      ScheduleExpression: "cron(0 8 ? * MON-FRI *)",
      ScheduleExpressionTimezone: "UTC",
      StartDate,
      FlexibleTimeWindow: off,
      Target: {
        Arn: queue,
        RoleArn: role,
        Input: "hello",
        RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
      },
      CreationDate: Date.parse("2026-01-01T00:00:00Z") / 1000,
      LastModificationDate: Date.parse("2026-01-01T00:00:00Z") / 1000,
    });
    await call("PUT", "/schedules/daily", schedule({ State: "DISABLED", ScheduleExpressionTimezone: "Europe/Vienna" }));
    const { body } = await call("GET", "/schedules/daily");
    expect(body).toMatchObject({ State: "DISABLED", ScheduleExpressionTimezone: "Europe/Vienna" });
    expect(body).not.toHaveProperty("Description");
    expect(await call("DELETE", "/schedules/daily")).toMatchObject({ status: 200, body: {} });
    expect(await call("GET", "/schedules/daily")).toMatchObject({
      status: 404,
      error: "ResourceNotFoundException",
      body: { Message: "Schedule daily does not exist." },
    });
  });

  it("is created once for a client's token, and otherwise is in the way", async () => {
    await call("POST", "/schedules/once", schedule({ ClientToken: "t1" }));
    expect((await call("POST", "/schedules/once", schedule({ ClientToken: "t1" }))).status).toBe(200);
    expect(await call("POST", "/schedules/once", schedule({ ClientToken: "t2" }))).toMatchObject({
      status: 409,
      error: "ConflictException",
      body: { Message: "Schedule once already exists." },
    });
  });

  it("is listed by group, name and state, page by page", async () => {
    await call("POST", "/schedule-groups/team");
    for (const name of ["list-a", "list-b", "list-c"]) {
      await call(
        "POST",
        `/schedules/${name}`,
        schedule({ GroupName: "team", State: name === "list-b" ? "DISABLED" : "ENABLED" }),
      );
    }
    const names = async (query: string): Promise<unknown> =>
      ((await call("GET", `/schedules?${query}`)).body.Schedules as { Name: string }[]).map(({ Name }) => Name);
    expect(await names("ScheduleGroup=team")).toEqual(["list-a", "list-b", "list-c"]);
    expect(await names("NamePrefix=list-&State=DISABLED")).toEqual(["list-b"]);
    const first = await call("GET", "/schedules?ScheduleGroup=team&MaxResults=2");
    const token = encodeURIComponent(String(first.body.NextToken));
    expect(await names(`ScheduleGroup=team&MaxResults=2&NextToken=${token}`)).toEqual(["list-c"]);
    expect((await call("GET", "/schedules?ScheduleGroup=none")).error).toBe("ResourceNotFoundException");
  });

  it.each([
    [
      "an expression that is none",
      { ScheduleExpression: "cron(0 8 * * * *)" },
      {},
      "Invalid Schedule Expression cron(0 8 * * * *)",
    ],
    [
      "a zone that is none",
      { ScheduleExpressionTimezone: "Europe/Nowhere" },
      {},
      "Invalid Schedule Expression Timezone",
    ],
    [
      "a window without its length",
      { FlexibleTimeWindow: { Mode: "FLEXIBLE" } },
      {},
      "MaximumWindowInMinutes must be set",
    ],
    [
      "a window of a length that is off",
      { FlexibleTimeWindow: { Mode: "OFF", MaximumWindowInMinutes: 5 } },
      {},
      "must not be set",
    ],
    [
      "a window of two days",
      { FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 2880 } },
      {},
      "less than or equal to 1440",
    ],
    ["a start long ago", { StartDate: 1 }, {}, "The StartDate you specify cannot be earlier than 5 minutes ago."],
    ["a state that is none", { State: "PAUSED" }, {}, "enum value set: [ENABLED, DISABLED]"],
    [
      "a role that Scheduler may not assume",
      {},
      { RoleArn: "arn:aws:iam::000000000000:role/other" },
      "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
    ],
    ["a role that is not there", {}, { RoleArn: "arn:aws:iam::000000000000:role/none" }, "to assume the role."],
    ["an ARN that is no target", {}, { Arn: "arn:aws:s3:::bucket" }, "Provided Arn is not in correct format."],
    [
      "an operation that reads",
      {},
      { Arn: "arn:aws:scheduler:::aws-sdk:s3:getObject" },
      "does not support read-only operations",
    ],
    [
      "an operation that is none",
      {},
      { Arn: "arn:aws:scheduler:::aws-sdk:sqs:sendLetter" },
      "sqs has no operation sendLetter",
    ],
    [
      "an input that is no JSON",
      {},
      { Arn: "arn:aws:states:us-east-1:000000000000:stateMachine:m", Input: "{" },
      "well-formed JSON",
    ],
    [
      "an event without a source",
      {},
      { Arn: "arn:aws:events:us-east-1:000000000000:event-bus/default" },
      "EventBridgeParameters must be set",
    ],
    ["too many retries", {}, { RetryPolicy: { MaximumRetryAttempts: 186 } }, "less than or equal to 185"],
    [
      "a FIFO queue without a group",
      {},
      { Arn: `${queue}.fifo` },
      "SqsParameters must be set for an Amazon SQS FIFO queue target.",
    ],
    ["a FIFO dead-letter queue", {}, { DeadLetterConfig: { Arn: `${queue}.fifo` } }, "target.deadLetterConfig.arn"],
  ])("is refused with %s", async (_, members, target, message) => {
    const answer = await call("POST", "/schedules/bad", schedule(members, target));
    expect(answer).toMatchObject({ status: 400, error: "ValidationException" });
    expect(answer.body.Message).toContain(message);
  });

  it.each([
    ["a key of one's own", { KmsKeyArn: "arn:aws:kms:us-east-1:000000000000:key/k" }, {}, "KmsKeyArn"],
    ["a target that is not here", {}, { Arn: "arn:aws:ecs:us-east-1:000000000000:cluster/c" }, "arn:aws:ecs"],
    [
      "a service that is not here",
      {},
      { Arn: "arn:aws:scheduler:::aws-sdk:glue:startJobRun" },
      "aws-sdk:glue:startJobRun",
    ],
    ["another region", {}, { Arn: "arn:aws:sqs:eu-west-1:000000000000:inbox" }, "eu-west-1"],
  ])("is refused by name with %s", async (_, members, target, message) => {
    const answer = await call("POST", "/schedules/bad", schedule(members, target));
    expect(answer.status).toBe(501);
    expect(JSON.stringify(answer.body)).toContain(message);
  });

  it("is refused under a name that AWS would refuse, and in a group that is not there", async () => {
    expect((await call("POST", "/schedules/a%20b", schedule())).body.Message).toContain("regular expression pattern");
    expect((await call("POST", "/schedules/x", schedule({ GroupName: "none" }))).body.Message).toBe(
      "Schedule group none does not exist.",
    );
  });
});

describe("a schedule group", () => {
  it("is created with tags, listed, and deleted with its schedules", async () => {
    const Arn = "arn:aws:scheduler:us-east-1:000000000000:schedule-group/night";
    const Tags = [{ Key: "team", Value: "a" }];
    expect((await call("POST", "/schedule-groups/night", { Tags })).body).toEqual({ ScheduleGroupArn: Arn });
    expect((await call("POST", "/schedule-groups/night")).error).toBe("ConflictException");
    expect((await call("GET", "/schedule-groups/night")).body).toMatchObject({ Arn, Name: "night", State: "ACTIVE" });
    const path = `/tags/${encodeURIComponent(Arn)}`;
    await call("POST", path, { Tags: [{ Key: "env", Value: "x" }] });
    await call("DELETE", `${path}?TagKeys=team`);
    expect((await call("GET", path)).body).toEqual({ Tags: [{ Key: "env", Value: "x" }] });
    await call("POST", "/schedules/n1", schedule({ GroupName: "night" }));
    const { body } = await call("GET", "/schedule-groups?NamePrefix=n");
    expect(body.ScheduleGroups).toMatchObject([{ Name: "night" }]);
    expect((await call("DELETE", "/schedule-groups/night")).status).toBe(200);
    expect((await call("GET", "/schedules?NamePrefix=n1")).body.Schedules).toEqual([]);
    expect((await call("GET", "/schedule-groups/night")).error).toBe("ResourceNotFoundException");
    expect((await call("DELETE", "/schedule-groups/default")).error).toBe("ValidationException");
  });
});

describe("the rights of a caller", () => {
  it("are asked for on the schedule, and to hand on the role", async () => {
    const RoleArn = await createRole(cloud.cloud, {
      name: "planner",
      service: "lambda.amazonaws.com",
      actions: ["scheduler:CreateSchedule"],
    });
    const input = { Name: "mine", ...schedule() };
    const principal = { kind: "role", roleArn: RoleArn, sessionName: "s" } as const;
    await expect(cloud.cloud.call("scheduler", "CreateSchedule", input, principal)).rejects.toThrow(
      /is not authorized to perform: iam:PassRole on resource: .*role\/sender/,
    );
    await expect(cloud.cloud.call("scheduler", "DeleteSchedule", { Name: "mine" }, principal)).rejects.toThrow(
      "scheduler:DeleteSchedule on resource: arn:aws:scheduler:us-east-1:000000000000:schedule/default/mine",
    );
  });
});
