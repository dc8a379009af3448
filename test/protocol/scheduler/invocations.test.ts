import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Message } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AwsError } from "../../../src/local/aws-error.ts";
import type { CreateService } from "../../../src/local/service.ts";
import { listRecentEvents } from "../../../src/local/services/events/index.ts";
import { createStatesService } from "../../../src/local/services/states/index.ts";
import { allServices } from "../../../src/local/services.ts";
import { createRole } from "../../local/lambda/create-role.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import type { ManualClock } from "../../support/manual-clock.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

const root = { kind: "root" } as const;
const minute = 60_000;
const queueArn = (name: string): string => `arn:aws:sqs:us-east-1:000000000000:${name}`;
const machineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:report";

interface Start {
  readonly name: string;
  readonly input: string;
}

let starts: Start[];
let answer: () => object;
let clock: ManualClock;
let cloud: TestCloud;
let sender: string;

// Stands in for Step Functions, so that it can fail at will.
const createMachines: CreateService = () => ({
  name: "states",
  operations: {
    StartExecution: {
      members: ["stateMachineArn", "name", "input"],
      authorize: () => [{ action: "states:StartExecution", resource: machineArn }],
      handle: (input: Start) => {
        starts.push(input);
        return answer();
      },
    },
  },
});

beforeEach(async () => {
  starts = [];
  answer = () => ({ executionArn: "e", startDate: new Date() });
  clock = createManualClock(Date.parse("2026-01-05T07:58:30Z"));
  const services = allServices.filter((create) => create !== createStatesService);
  cloud = await createTestCloud({ services: [...services, createMachines], clock });
  sender = await createRole(cloud.cloud, {
    name: "sender",
    service: "scheduler.amazonaws.com",
    actions: ["sqs:SendMessage", "states:StartExecution", "events:PutEvents"],
  });
});

afterEach(() => cloud.close());

async function createSchedule(expression: string, target: object, members: object = {}): Promise<void> {
  const input = {
    Name: "s",
    ScheduleExpression: expression,
    FlexibleTimeWindow: { Mode: "OFF" },
    Target: { Arn: machineArn, RoleArn: sender, ...target },
    ...members,
  };
  await cloud.cloud.call("scheduler", "CreateSchedule", input, root);
}

const updateSchedule = (input: object): Promise<unknown> =>
  cloud.cloud.call("scheduler", "UpdateSchedule", input, root);

async function exists(): Promise<boolean> {
  try {
    await cloud.cloud.call("scheduler", "GetSchedule", { Name: "s" }, root);
    return true;
  } catch {
    return false;
  }
}

const sqs = (): SQSClient => new SQSClient(cloud.clientConfig);

async function createQueue(name: string): Promise<string> {
  const Attributes = { FifoQueue: "true", ContentBasedDeduplication: "true" };
  await sqs().send(new CreateQueueCommand({ QueueName: name, ...(name.endsWith(".fifo") && { Attributes }) }));
  return queueArn(name);
}

async function receive(name: string): Promise<readonly Message[]> {
  const QueueUrl = `${cloud.endpoint}/000000000000/${name}`;
  const command = new ReceiveMessageCommand({
    QueueUrl,
    MessageAttributeNames: ["All"],
    MessageSystemAttributeNames: ["MessageGroupId"],
    MaxNumberOfMessages: 10,
  });
  return (await sqs().send(command)).Messages ?? [];
}

const times = (): readonly unknown[] => starts.map(({ input }) => (JSON.parse(input) as { time: unknown }).time);

describe("what a schedule invokes", () => {
  it("gets AWS's notification at each time of the cron, in the zone of the schedule", async () => {
    await createSchedule("cron(0 9 ? * MON-FRI *)", {}, { ScheduleExpressionTimezone: "Europe/Vienna" });
    await clock.advance(minute);
    expect(starts).toEqual([]);
    await clock.advance(minute);
    await expect.poll(() => starts.length).toBe(1);
    const { id, ...notification } = JSON.parse(starts[0]?.input ?? "") as { id: string };
    expect(starts[0]?.name).toBe(id);
    expect(notification).toEqual({
      version: "0",
      "detail-type": "Scheduled Event",
      source: "aws.scheduler",
      account: "000000000000",
      time: "2026-01-05T08:00:00Z",
      region: "us-east-1",
      resources: ["arn:aws:scheduler:us-east-1:000000000000:schedule/default/s"],
      detail: "{}",
    });
    await clock.advance(24 * 60 * minute);
    await expect.poll(() => starts.length).toBe(2);
  });

  it("is a message group of a FIFO queue", async () => {
    const Arn = await createQueue("ordered.fifo");
    const SqsParameters = { MessageGroupId: "orders" };
    await createSchedule("at(2026-01-05T08:00:00)", { Arn, Input: "x", SqsParameters });
    await clock.advance(2 * minute);
    await expect
      .poll(async () => (await receive("ordered.fifo")).map(({ Attributes }) => Attributes?.["MessageGroupId"]))
      .toEqual(["orders"]);
  });

  it("gets the input that is given, with what Scheduler knows filled in", async () => {
    const inbox = await createQueue("inbox");
    const Input = `<aws.scheduler.schedule-arn> <aws.scheduler.scheduled-time> <aws.scheduler.attempt-number> <b>`;
    await createSchedule("at(2026-01-05T08:00:00)", { Arn: inbox, Input });
    await clock.advance(2 * minute);
    await expect
      .poll(async () => (await receive("inbox")).map(({ Body }) => Body))
      .toEqual(["arn:aws:scheduler:us-east-1:000000000000:schedule/default/s 2026-01-05T08:00:00Z 1 <b>"]);
  });

  it("is an event on a bus", async () => {
    await createSchedule("at(2026-01-05T08:00:00)", {
      Arn: "arn:aws:events:us-east-1:000000000000:event-bus/default",
      EventBridgeParameters: { Source: "app", DetailType: "tick" },
      Input: `{"at":"<aws.scheduler.scheduled-time>"}`,
    });
    await clock.advance(2 * minute);
    await expect
      .poll(() => listRecentEvents(cloud.cloud, 1))
      .toMatchObject([{ event: { source: "app", "detail-type": "tick", detail: { at: "2026-01-05T08:00:00Z" } } }]);
  });

  it("is any operation of a service, with its members as Scheduler writes them", async () => {
    await createQueue("inbox");
    const Input = JSON.stringify({ QueueUrl: `${cloud.endpoint}/000000000000/inbox`, MessageBody: "universal" });
    await createSchedule("at(2026-01-05T08:00:00)", { Arn: "arn:aws:scheduler:::aws-sdk:sqs:sendMessage", Input });
    await clock.advance(2 * minute);
    await expect.poll(async () => (await receive("inbox")).map(({ Body }) => Body)).toEqual(["universal"]);
  });
});

describe("when a schedule invokes", () => {
  it("a rate begins at once, or with its start, and ends with its end", async () => {
    await createSchedule("rate(5 minutes)", {});
    await clock.advance(0);
    await expect.poll(times).toEqual(["2026-01-05T07:58:30Z"]);
    await updateSchedule({
      Name: "s",
      ScheduleExpression: "rate(5 minutes)",
      FlexibleTimeWindow: { Mode: "OFF" },
      StartDate: new Date("2026-01-05T08:10:00Z"),
      EndDate: new Date("2026-01-05T08:16:00Z"),
      Target: { Arn: machineArn, RoleArn: sender },
    });
    await clock.advance(60 * minute);
    await expect.poll(times).toEqual(["2026-01-05T07:58:30Z", "2026-01-05T08:10:00Z", "2026-01-05T08:15:00Z"]);
  });

  it("one that is disabled does not, and one whose time has passed never does", async () => {
    await createSchedule("rate(1 minute)", {}, { State: "DISABLED" });
    await createSchedule("at(2026-01-05T07:00:00)", {}, { Name: "late", ActionAfterCompletion: "DELETE" });
    await clock.advance(10 * minute);
    expect(starts).toEqual([]);
  });

  it("a flexible one does within its window", async () => {
    await createSchedule(
      "at(2026-01-05T08:00:00)",
      {},
      {
        FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 15 },
      },
    );
    await clock.advance(17 * minute);
    await expect.poll(times).toEqual(["2026-01-05T08:00:00Z"]);
  });

  it("a one-time one that is to be deleted is, once its target has been called", async () => {
    await createSchedule("at(2026-01-05T08:00:00)", {}, { ActionAfterCompletion: "DELETE" });
    expect(await exists()).toBe(true);
    await clock.advance(2 * minute);
    await expect.poll(exists).toBe(false);
    expect(starts.length).toBe(1);
  });

  it("one that was deleted does no more, nor do its retries", async () => {
    answer = () => {
      throw new AwsError("ThrottlingException", "Rate exceeded");
    };
    await createSchedule("rate(1 minute)", {});
    await expect.poll(() => starts.length).toBe(1);
    await cloud.cloud.call("scheduler", "DeleteSchedule", { Name: "s" }, root);
    await clock.advance(60 * minute);
    expect(starts.length).toBe(1);
  });
});

describe("a target that fails", () => {
  it("is called again with growing pauses under one name, then dead-lettered with AWS's attributes", async () => {
    const dead = await createQueue("dead");
    answer = () => {
      throw new AwsError("ThrottlingException", "Rate exceeded");
    };
    const RetryPolicy = { MaximumRetryAttempts: 2 };
    const Input = `{"attempt":"<aws.scheduler.attempt-number>"}`;
    await createSchedule("at(2026-01-05T08:00:00)", { RetryPolicy, Input, DeadLetterConfig: { Arn: dead } });
    await clock.advance(90_000);
    for (const count of [1, 2, 3]) {
      await expect.poll(() => starts.length).toBe(count);
      await clock.advance(10_000);
    }
    let message: Message | undefined;
    await expect.poll(async () => (message = (await receive("dead"))[0])).toBeDefined();
    expect(starts.map(({ input }) => input)).toEqual(["1", "2", "3"].map((attempt) => `{"attempt":"${attempt}"}`));
    expect(new Set(starts.map(({ name }) => name)).size).toBe(1);
    expect(JSON.parse(message?.Body ?? "")).toMatchObject({ stateMachineArn: machineArn, input: `{"attempt":"3"}` });
    const attributes = Object.entries(message?.MessageAttributes ?? {}).map(([name, { StringValue }]) => [
      name,
      StringValue,
    ]);
    expect(Object.fromEntries(attributes)).toEqual({
      ERROR_CODE: "ThrottlingException",
      ERROR_MESSAGE: "Rate exceeded",
      EXECUTION_ID: expect.stringMatching(/^[0-9a-f]{16}$/),
      EXHAUSTED_RETRY_CONDITION: "MaximumRetryAttempts",
      IS_PAYLOAD_TRUNCATED: "false",
      RETRY_ATTEMPTS: "2",
      SCHEDULED_TIME: "2026-01-05T08:00:00Z",
      SCHEDULE_ARN: "arn:aws:scheduler:us-east-1:000000000000:schedule/default/s",
      TARGET_ARN: machineArn,
    });
  });

  it("is given up at once where the role may not call it, with the reason in the log", async () => {
    const weak = await createRole(cloud.cloud, { name: "weak", service: "scheduler.amazonaws.com" });
    await createSchedule("rate(1 hour)", { RoleArn: weak });
    await expect.poll(() => cloud.logged.join("\n")).toContain("is not authorized to perform: states:StartExecution");
    expect(starts).toEqual([]);
  });

  it("is given up where the role can be assumed no longer", async () => {
    await createSchedule("at(2026-01-05T08:00:00)", {});
    const PolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
    });
    await cloud.cloud.call("iam", "UpdateAssumeRolePolicy", { RoleName: "sender", PolicyDocument }, root);
    await clock.advance(2 * minute);
    await expect.poll(() => cloud.logged.join("\n")).toContain("is not authorized to perform: sts:AssumeRole");
    expect(starts).toEqual([]);
  });
});

describe("a schedule after a restart", () => {
  it("makes up for what it missed, oldest first and each once, and goes on", async () => {
    await createSchedule("rate(10 minutes)", {});
    await expect.poll(() => starts.length).toBe(1);
    await clock.advance(minute);
    await restartAfter(25 * minute);
    await expect.poll(times).toEqual(["2026-01-05T07:58:30Z", "2026-01-05T08:08:30Z", "2026-01-05T08:18:30Z"]);
    await clock.advance(5 * minute);
    await expect.poll(() => starts.length).toBe(4);
  });

  it("leaves out what is older than the age of its events, and says so", async () => {
    await createSchedule("rate(10 minutes)", { RetryPolicy: { MaximumEventAgeInSeconds: 900 } });
    await expect.poll(() => starts.length).toBe(1);
    await restartAfter(60 * minute);
    await expect.poll(times).toEqual(["2026-01-05T07:58:30Z", "2026-01-05T08:48:30Z", "2026-01-05T08:58:30Z"]);
    expect(cloud.logged.join("\n")).toContain("missed what was due from 2026-01-05T08:08:30.000Z");
  });

  it("counts an execution that was started before the crash as started", async () => {
    await createSchedule("at(2026-01-05T08:00:00)", {}, { ActionAfterCompletion: "DELETE" });
    answer = () => {
      throw new AwsError("ExecutionAlreadyExists", "it does");
    };
    await restartAfter(5 * minute);
    await expect.poll(exists).toBe(false);
  });
});

/** Restarts the cloud; the time that passes until then, no process is there to see. */
async function restartAfter(pause: number): Promise<void> {
  clock.skip(pause);
  cloud = await cloud.restart();
}
