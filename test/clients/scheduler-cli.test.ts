import { beforeAll, describe, expect, it } from "vitest";
import { createRole } from "../local/lambda/create-role.ts";
import { hasTool } from "../support/required-tool.ts";
import { awsCliSuite } from "./aws-cli-suite.ts";

// The AWS CLI as it comes: it parses every answer itself.
describe.skipIf(!hasTool("aws"))("aws scheduler", () => {
  const suite = awsCliSuite();
  const { aws } = suite;
  let role: string;
  let target: string;

  beforeAll(async () => {
    role = await createRole(suite.cloud.cloud, {
      name: "sender",
      service: "scheduler.amazonaws.com",
      actions: ["sqs:SendMessage"],
    });
    await suite.cloud.cloud.call("sqs", "CreateQueue", { QueueName: "inbox" }, { kind: "root" });
    target = JSON.stringify({ Arn: "arn:aws:sqs:us-east-1:000000000000:inbox", RoleArn: role, Input: "tick" });
  });

  const common = (): readonly string[] => ["--target", target, "--flexible-time-window", '{"Mode":"OFF"}'];
  // Version 1 prints timestamps as numbers, version 2 as ISO 8601.
  const timeOf = (value: unknown): number => (typeof value === "number" ? value * 1000 : Date.parse(String(value)));
  const create = (name: string, expression: string, ...more: readonly string[]): Promise<Record<string, unknown>> =>
    aws("scheduler create-schedule", { name, scheduleExpression: expression }, ...common(), ...more);

  it("creates, reads, changes, lists, tags and deletes schedules and groups", async () => {
    const group = await aws("scheduler create-schedule-group", { name: "night", tags: "Key=team,Value=a" });
    const arn = String(group.ScheduleGroupArn);
    expect(await aws("scheduler list-tags-for-resource", { resourceArn: arn })).toEqual({
      Tags: [{ Key: "team", Value: "a" }],
    });
    await create("report", "cron(0 2 * * ? *)", "--group-name", "night", "--start-date", "2199-01-01T00:00:00Z");
    const schedule = await aws("scheduler get-schedule", { name: "report", groupName: "night" });
    expect(schedule).toMatchObject({ Name: "report", ScheduleExpression: "cron(0 2 * * ? *)", State: "ENABLED" });
    expect(timeOf(schedule.StartDate)).toBe(Date.parse("2199-01-01T00:00:00Z"));
    const inGroup = ["--name", "report", "--group-name", "night"];
    await aws(
      "scheduler update-schedule",
      { scheduleExpression: "rate(1 day)", state: "DISABLED" },
      ...inGroup,
      ...common(),
    );
    const listed = await aws("scheduler list-schedules", { groupName: "night", state: "DISABLED" });
    expect(listed.Schedules).toMatchObject([{ Name: "report", GroupName: "night" }]);
    await aws("scheduler delete-schedule", { name: "report", groupName: "night" });
    await aws("scheduler delete-schedule-group", { name: "night" });
    const groups = (await aws("scheduler list-schedule-groups")).ScheduleGroups;
    expect(groups).toMatchObject([{ Name: "default", State: "ACTIVE" }]);
  });

  it("invokes a rate at once, and a one-time schedule that then is gone", async () => {
    await create("now", "rate(1 hour)");
    const at = new Date(Date.now() + 1500).toISOString().slice(0, 19);
    await create("soon", `at(${at})`, "--action-after-completion", "DELETE");
    const received = async (): Promise<number> => {
      const input = {
        QueueUrl: `${suite.cloud.endpoint}/000000000000/inbox`,
        AttributeNames: ["ApproximateNumberOfMessages"],
      };
      const { Attributes } = await suite.cloud.cloud.call<{ Attributes: Record<string, string> }>(
        "sqs",
        "GetQueueAttributes",
        input,
        { kind: "root" },
      );
      return Number(Attributes.ApproximateNumberOfMessages);
    };
    await expect.poll(received, { timeout: 10_000 }).toBe(2);
    await expect(aws("scheduler get-schedule", { name: "soon" })).rejects.toThrow("Schedule soon does not exist.");
  });

  it("is refused in AWS's words", async () => {
    await expect(create("bad", "cron(0 2 * * * *)")).rejects.toThrow(
      /\(ValidationException\) when calling the CreateSchedule operation: Invalid Schedule Expression cron\(0 2/,
    );
  });
});
