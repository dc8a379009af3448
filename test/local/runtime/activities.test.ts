import {
  CreateActivityCommand,
  GetActivityTaskCommand,
  type GetActivityTaskOutput,
  type GetExecutionHistoryOutput,
  type ListActivitiesOutput,
  SendTaskSuccessCommand,
  SFNClient,
} from "@aws-sdk/client-sfn";
import { afterEach, describe, expect, it } from "vitest";
import { createManualClock } from "../../support/manual-clock.ts";
import type { TestCloud } from "../../support/test-cloud.ts";
import { createRole } from "../lambda/create-role.ts";
import { callStates, createMachine, finished, historyTypes, start, until } from "./execute.ts";
import { createStatesCloud, keepTold } from "./stand-ins.ts";

const open: TestCloud[] = [];

afterEach(async () => {
  for (const cloud of open.splice(0)) await cloud.close();
});

const activityArn = "arn:aws:states:us-east-1:000000000000:activity:approve";

const approve = (more: object = {}): object => ({
  Approve: {
    Type: "Task",
    Resource: activityArn,
    Arguments: { order: "{% $states.input.id %}" },
    End: true,
    ...more,
  },
});

async function openCloud(options: Parameters<typeof createStatesCloud>[0] = {}): Promise<TestCloud> {
  const cloud = await createStatesCloud(options);
  open.push(cloud);
  await callStates(cloud, "CreateActivity", { name: "approve" });
  return cloud;
}

const poll = (cloud: TestCloud, workerName?: string) =>
  callStates<GetActivityTaskOutput>(cloud, "GetActivityTask", {
    activityArn,
    ...(workerName === undefined ? {} : { workerName }),
  });

const reached = (cloud: TestCloud, executionArn: string, type: string) =>
  until(cloud, executionArn, async () => {
    const types = await historyTypes(cloud, executionArn);
    return types.includes(type) ? types : undefined;
  });

describe("an activity", () => {
  it("gives its task to a worker that polls, and ends as the worker says", async () => {
    const cloud = await openCloud();
    const polling = poll(cloud, "anna");
    const executionArn = await start(cloud, await createMachine(cloud, approve()), { id: "o1" });
    const { taskToken, input } = await polling;
    expect(input).toBe('{"order":"o1"}');
    await callStates(cloud, "SendTaskHeartbeat", { taskToken });
    await callStates(cloud, "SendTaskSuccess", { taskToken, output: '{"by":"anna"}' });
    expect(await finished(cloud, executionArn)).toMatchObject({ status: "SUCCEEDED", output: '{"by":"anna"}' });
    const { events = [] } = await callStates<GetExecutionHistoryOutput>(cloud, "GetExecutionHistory", { executionArn });
    expect(events.map(({ type }) => type)).toEqual([
      "ExecutionStarted",
      "TaskStateEntered",
      "ActivityScheduled",
      "ActivityStarted",
      "ActivitySucceeded",
      "TaskStateExited",
      "ExecutionSucceeded",
    ]);
    expect(events[3]?.activityStartedEventDetails).toEqual({ workerName: "anna" });
  });

  it("is counted and measured", async () => {
    const { told, outlets } = keepTold();
    const clock = createManualClock();
    const cloud = await openCloud({ clock, outlets });
    const Retry = [{ ErrorEquals: ["States.HeartbeatTimeout"], IntervalSeconds: 1, MaxAttempts: 1 }];
    const machine = await createMachine(cloud, approve({ Retry, HeartbeatSeconds: 30 }));
    const executionArn = await start(cloud, machine, { id: "o1" });
    await reached(cloud, executionArn, "ActivityScheduled");
    await clock.advance(2_000);
    await poll(cloud);
    await clock.advance(31_000);
    const { taskToken } = await poll(cloud);
    await clock.advance(5_000);
    await callStates(cloud, "SendTaskFailure", { taskToken, error: "Refused" });
    await finished(cloud, executionArn);
    const ofActivity = told.metrics.filter(({ dimension }) => dimension.value === activityArn);
    expect(ofActivity.map(({ name, value }) => [name, value])).toEqual([
      ["ActivitiesScheduled", 1],
      ["ActivitiesStarted", 1],
      ["ActivityScheduleTime", 2_000],
      ["ActivitiesHeartbeatTimedOut", 1],
      ["ActivityRunTime", 30_000],
      ["ActivityTime", 32_000],
      ["ActivitiesScheduled", 1],
      ["ActivitiesStarted", 1],
      ["ActivityScheduleTime", 0],
      ["ActivitiesFailed", 1],
      ["ActivityRunTime", 5_000],
      ["ActivityTime", 5_000],
    ]);
  });

  it("gives each task to one worker, the oldest first", async () => {
    const cloud = await openCloud();
    const machine = await createMachine(cloud, approve());
    for (const id of ["a", "b", "c"]) await reached(cloud, await start(cloud, machine, { id }), "ActivityScheduled");
    const tasks = await Promise.all([poll(cloud), poll(cloud), poll(cloud)]);
    expect(tasks.map(({ input }) => input)).toEqual(['{"order":"a"}', '{"order":"b"}', '{"order":"c"}']);
    expect(new Set(tasks.map(({ taskToken }) => taskToken)).size).toBe(3);
  });

  it("counts its limits from the worker's start, and starts its heartbeat anew with each", async () => {
    const clock = createManualClock();
    const cloud = await openCloud({ clock });
    const machine = await createMachine(cloud, approve({ TimeoutSeconds: 600, HeartbeatSeconds: 60 }));
    const executionArn = await start(cloud, machine, { id: "o1" });
    await reached(cloud, executionArn, "ActivityScheduled");
    await clock.advance(3_600_000);
    const { taskToken } = await poll(cloud);
    await clock.advance(50_000);
    await callStates(cloud, "SendTaskHeartbeat", { taskToken });
    await clock.advance(59_000);
    expect(await historyTypes(cloud, executionArn)).not.toContain("ActivityTimedOut");
    await clock.advance(1_000);
    expect(await finished(cloud, executionArn)).toMatchObject({ status: "FAILED", error: "States.HeartbeatTimeout" });
    expect(await historyTypes(cloud, executionArn)).toContain("ActivityTimedOut");
    await expect(callStates(cloud, "SendTaskSuccess", { taskToken, output: "1" })).rejects.toThrow("Task Timed Out");
  });

  it("answers a poll after a minute without a task, by the SDK with no token", async () => {
    const clock = createManualClock();
    const cloud = await openCloud({ clock });
    const client = new SFNClient(cloud.clientConfig);
    const polling = client.send(new GetActivityTaskCommand({ activityArn }));
    const passing = (async () => {
      for (;;) if ((await Promise.race([polling, clock.advance(20_000)])) !== undefined) return;
    })();
    await passing;
    expect((await polling).taskToken).toBeUndefined();
    expect(clock.now() - Date.parse("2026-01-01T00:00:00Z")).toBeGreaterThanOrEqual(60_000);
    client.destroy();
  });

  it("gives no task to a worker that went away", async () => {
    const cloud = await openCloud();
    const client = new SFNClient(cloud.clientConfig);
    const gone = new AbortController();
    const left = client.send(new GetActivityTaskCommand({ activityArn }), { abortSignal: gone.signal });
    await new Promise((resolve) => setTimeout(resolve, 50));
    gone.abort();
    await expect(left).rejects.toThrow("aborted");
    await new Promise((resolve) => setTimeout(resolve, 50));
    const executionArn = await start(cloud, await createMachine(cloud, approve()), { id: "o1" });
    await reached(cloud, executionArn, "ActivityScheduled");
    expect(await historyTypes(cloud, executionArn)).not.toContain("ActivityStarted");
    const { taskToken } = await client.send(new GetActivityTaskCommand({ activityArn, workerName: "bert" }));
    await client.send(new SendTaskSuccessCommand({ taskToken, output: "1" }));
    expect(await finished(cloud, executionArn)).toMatchObject({ status: "SUCCEEDED", output: "1" });
    client.destroy();
  });

  it("waits for a worker, and for its answer, over restarts", async () => {
    let cloud = await openCloud();
    const machine = await createMachine(cloud, approve());
    const executionArn = await start(cloud, machine, { id: "o1" });
    await reached(cloud, executionArn, "ActivityScheduled");
    const again = async (): Promise<void> => {
      cloud = await cloud.restart();
      open.splice(0, open.length, cloud);
    };
    await again();
    const { taskToken, input } = await poll(cloud);
    expect(input).toBe('{"order":"o1"}');
    await again();
    const types = await historyTypes(cloud, executionArn);
    expect(types.filter((type) => type === "ActivityStarted")).toHaveLength(1);
    await callStates(cloud, "SendTaskFailure", { taskToken, error: "Refused", cause: "too dear" });
    expect(await finished(cloud, executionArn)).toMatchObject({ status: "FAILED", error: "Refused" });
    expect((await historyTypes(cloud, executionArn)).at(-2)).toBe("ActivityFailed");
  });

  it("is a task of its own for each attempt", async () => {
    const cloud = await openCloud();
    const Retry = [{ ErrorEquals: ["Busy"], IntervalSeconds: 1, MaxAttempts: 1 }];
    const executionArn = await start(cloud, await createMachine(cloud, approve({ Retry })), { id: "o1" });
    const first = await poll(cloud);
    await callStates(cloud, "SendTaskFailure", { taskToken: first.taskToken, error: "Busy" });
    const second = await poll(cloud);
    expect(second.taskToken).not.toBe(first.taskToken);
    await callStates(cloud, "SendTaskSuccess", { taskToken: second.taskToken, output: "2" });
    expect(await finished(cloud, executionArn)).toMatchObject({ output: "2" });
  });

  it("is not given to a worker once its execution was stopped", async () => {
    const clock = createManualClock();
    const cloud = await openCloud({ clock });
    const executionArn = await start(cloud, await createMachine(cloud, approve()), { id: "o1" });
    await reached(cloud, executionArn, "ActivityScheduled");
    await callStates(cloud, "StopExecution", { executionArn });
    let answer: GetActivityTaskOutput | undefined;
    void poll(cloud).then((output) => (answer = output));
    await clock.advance(60_000);
    expect(answer).toEqual({});
  });

  it("cannot be scheduled where it does not exist", async () => {
    const cloud = await createStatesCloud();
    open.push(cloud);
    const Catch = [{ ErrorEquals: ["States.ALL"], Next: "Never" }];
    const states = { ...approve({ Catch }), Never: { Type: "Succeed" } };
    const executionArn = await start(cloud, await createMachine(cloud, states), { id: "o1" });
    const described = await finished(cloud, executionArn);
    expect(described).toMatchObject({ status: "FAILED", error: "States.Runtime" });
    expect(described.cause).toContain("Internal Error");
    expect(await historyTypes(cloud, executionArn)).toContain("ActivityScheduleFailed");
    await expect(poll(cloud)).rejects.toThrow(`Activity Does Not Exist: '${activityArn}'`);
  });
});

describe("activities", () => {
  it("are created once, listed by page, described, tagged and deleted", async () => {
    const cloud = await openCloud();
    const client = new SFNClient(cloud.clientConfig);
    const tags = [{ key: "team", value: "sales" }];
    const created = await client.send(new CreateActivityCommand({ name: "approve" }));
    expect(created.activityArn).toBe(activityArn);
    const { activityArn: other } = await client.send(new CreateActivityCommand({ name: "pack", tags }));
    client.destroy();
    const page = await callStates<ListActivitiesOutput>(cloud, "ListActivities", { maxResults: 1 });
    expect(page.activities?.map(({ name }) => name)).toEqual(["approve"]);
    const { nextToken } = page;
    const rest = await callStates<ListActivitiesOutput>(cloud, "ListActivities", { maxResults: 1, nextToken });
    expect(rest).toMatchObject({ activities: [{ name: "pack", activityArn: other }] });
    expect(await callStates(cloud, "DescribeActivity", { activityArn })).toEqual({
      ...created,
      $metadata: undefined,
      name: "approve",
    });
    expect(await callStates(cloud, "ListTagsForResource", { resourceArn: other })).toEqual({ tags });
    await callStates(cloud, "UntagResource", { resourceArn: other, tagKeys: ["team"] });
    expect(await callStates(cloud, "ListTagsForResource", { resourceArn: other })).toEqual({ tags: [] });
    await callStates(cloud, "DeleteActivity", { activityArn });
    await expect(callStates(cloud, "DescribeActivity", { activityArn })).rejects.toThrow("Activity Does Not Exist");
    await expect(callStates(cloud, "DescribeActivity", { activityArn: "approve" })).rejects.toThrow("Invalid Arn");
    await expect(callStates(cloud, "CreateActivity", { name: "a b" })).rejects.toThrow("Invalid Name: 'a b'");
  });

  it("are a worker's business as far as its role may poll them and answer for them", async () => {
    const cloud = await openCloud();
    const call = (operation: string, input: object) => cloud.cloud.call("iam", operation, input, { kind: "root" });
    const roleArn = await createRole(cloud.cloud, { name: "worker", service: "ec2.amazonaws.com" });
    const allow = (Action: readonly string[]) =>
      call("PutRolePolicy", {
        RoleName: "worker",
        PolicyName: "work",
        PolicyDocument: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action, Resource: activityArn }],
        }),
      });
    const worker = { kind: "role", roleArn, sessionName: "w" } as const;
    const asWorker = (operation: string, input: object) => cloud.cloud.call("states", operation, input, worker);
    const executionArn = await start(cloud, await createMachine(cloud, approve()), { id: "o1" });
    await expect(asWorker("GetActivityTask", { activityArn })).rejects.toThrow("states:GetActivityTask");
    await allow(["states:GetActivityTask"]);
    const { taskToken } = (await asWorker("GetActivityTask", { activityArn })) as GetActivityTaskOutput;
    await expect(asWorker("SendTaskSuccess", { taskToken, output: "1" })).rejects.toThrow("states:SendTaskSuccess");
    await allow(["states:SendTaskSuccess"]);
    await asWorker("SendTaskSuccess", { taskToken, output: "1" });
    expect(await finished(cloud, executionArn)).toMatchObject({ status: "SUCCEEDED" });
  });
});
