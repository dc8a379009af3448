import type {
  DescribeMapRunOutput,
  GetExecutionHistoryOutput,
  ListExecutionsOutput,
  ListMapRunsOutput,
  RedriveExecutionOutput,
} from "@aws-sdk/client-sfn";
import { afterEach, describe, expect, it } from "vitest";
import type { TestCloud } from "../../support/test-cloud.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import {
  callStates,
  createMachine,
  describeExecution,
  finished,
  historyTypes,
  lambdaTask,
  start,
  until,
} from "./execute.ts";
import { createStatesCloud, keepTold } from "./stand-ins.ts";
import type { StatesCloudOptions } from "./stand-ins.ts";

const clouds: TestCloud[] = [];

afterEach(async () => {
  for (const cloud of clouds.splice(0)) await cloud.close();
});

async function openCloud(options: StatesCloudOptions = {}): Promise<TestCloud> {
  const cloud = await createStatesCloud(options);
  clouds.push(cloud);
  return cloud;
}

const redrive = (cloud: TestCloud, executionArn: string, clientToken?: string): Promise<RedriveExecutionOutput> =>
  callStates(cloud, "RedriveExecution", { executionArn, ...(clientToken === undefined ? {} : { clientToken }) });

/** A function that fails until it is mended. */
function fragile() {
  const made = { isBroken: true, calls: [] as unknown[] };
  const lambda = (payload: unknown): unknown => {
    made.calls.push(payload);
    if (made.isBroken) throw new Error("broken");
    return "done";
  };
  return { made, lambda };
}

const steps = { First: { Type: "Pass", Output: { n: 1 }, Next: "Work" }, Work: lambdaTask({ End: true }) };

describe("RedriveExecution", () => {
  it("goes on from the state that failed, after a restart too", async () => {
    const { made, lambda } = fragile();
    const first = await createStatesCloud({ lambda });
    const machine = await createMachine(first, steps);
    const executionArn = await start(first, machine);
    const failed = await finished(first, executionArn);
    expect(failed).toMatchObject({ status: "FAILED", redriveStatus: "REDRIVABLE", redriveCount: 0 });
    expect(failed).not.toHaveProperty("redriveStatusReason");
    // The state machine may change meanwhile: the execution goes on with what it began with.
    await callStates(first, "UpdateStateMachine", {
      stateMachineArn: machine,
      definition: JSON.stringify({ StartAt: "Other", States: { Other: { Type: "Succeed" } } }),
    });
    const before = await historyTypes(first, executionArn);
    const cloud = await first.restart();
    clouds.push(cloud);
    made.isBroken = false;
    made.calls.length = 0;
    const { redriveDate } = await redrive(cloud, executionArn);
    const after = await finished(cloud, executionArn);
    expect(after).toMatchObject({ status: "SUCCEEDED", output: '"done"', redriveCount: 1, redriveDate });
    expect(after).toMatchObject({ redriveStatusReason: "Execution is SUCCEEDED and cannot be redriven" });
    expect(after).not.toHaveProperty("error");
    expect(made.calls).toEqual([{ n: 1 }]);
    const { events = [] } = await callStates<GetExecutionHistoryOutput>(cloud, "GetExecutionHistory", { executionArn });
    expect(events.slice(0, before.length).map(({ type }) => type)).toEqual(before);
    expect(events[before.length]).toMatchObject({
      type: "ExecutionRedriven",
      id: before.length + 1,
      previousEventId: before.length,
      executionRedrivenEventDetails: { redriveCount: 1 },
    });
    expect(events.slice(before.length + 1).map(({ type }) => type)).toEqual([
      "TaskScheduled",
      "TaskStarted",
      "TaskSucceeded",
      "TaskStateExited",
      "ExecutionSucceeded",
    ]);
  });

  it("goes on where an execution was aborted", async () => {
    const cloud = await openCloud();
    const machine = await createMachine(cloud, { Pause: { Type: "Wait", Seconds: 3600, End: true } });
    const executionArn = await start(cloud, machine);
    await callStates(cloud, "StopExecution", { executionArn });
    await redrive(cloud, executionArn);
    expect(await describeExecution(cloud, executionArn)).toMatchObject({ status: "RUNNING", redriveCount: 1 });
    await callStates(cloud, "StopExecution", { executionArn });
    expect(await describeExecution(cloud, executionArn)).toMatchObject({
      status: "ABORTED",
      redriveStatus: "REDRIVABLE",
    });
  });

  it("answers the same request again without doing anything, for 15 minutes", async () => {
    const clock = createManualClock();
    const { lambda } = fragile();
    const cloud = await openCloud({ lambda, clock });
    const executionArn = await start(cloud, await createMachine(cloud, steps));
    await finished(cloud, executionArn);
    const [one, other] = await Promise.all([redrive(cloud, executionArn, "a"), redrive(cloud, executionArn, "a")]);
    expect(other).toEqual(one);
    await finished(cloud, executionArn);
    expect(await redrive(cloud, executionArn, "a")).toEqual(one);
    expect(await finished(cloud, executionArn)).toMatchObject({ redriveCount: 1 });
    await clock.advance(16 * 60_000);
    await redrive(cloud, executionArn, "a");
    expect(await finished(cloud, executionArn)).toMatchObject({ redriveCount: 2 });
  });

  it("refuses what cannot be redriven, and says why", async () => {
    const clock = createManualClock();
    const { made, lambda } = fragile();
    const cloud = await openCloud({ lambda, clock });
    const machine = await createMachine(cloud, steps);
    const expectRefusal = async (arn: string, name: string, message: string): Promise<void> =>
      await expect(redrive(cloud, arn)).rejects.toMatchObject({ code: name, message });
    const failed = await start(cloud, machine);
    await finished(cloud, failed);
    const waiting = await createMachine(cloud, { Pause: { Type: "Wait", Seconds: 99, End: true } }, "waiting");
    const running = await start(cloud, waiting);
    await expectRefusal(running, "ExecutionNotRedrivable", "Execution is RUNNING and cannot be redriven");
    made.isBroken = false;
    const succeeded = await start(cloud, machine);
    await finished(cloud, succeeded);
    await expectRefusal(succeeded, "ExecutionNotRedrivable", "Execution is SUCCEEDED and cannot be redriven");
    const unknown = `${succeeded}x`;
    await expectRefusal(unknown, "ExecutionDoesNotExist", `Execution Does Not Exist: '${unknown}'`);
    await clock.advance(14 * 24 * 3_600_000 + 60_000);
    await expectRefusal(failed, "ExecutionNotRedrivable", "Execution redrivable period exceeded");
    expect(await describeExecution(cloud, failed)).toMatchObject({
      redriveStatus: "NOT_REDRIVABLE",
      redriveStatusReason: "Execution redrivable period exceeded",
    });
    // What it would go on from is forgotten within a day.
    await clock.advance(24 * 3_600_000);
    const rows = cloud.cloud.db.prepare("SELECT count(*) AS count FROM states_snapshots").get();
    expect(rows?.count).toBe(0);
  });

  it("is told as a status change and in metrics", async () => {
    const { told, outlets } = keepTold();
    const { made, lambda } = fragile();
    const cloud = await openCloud({ lambda, outlets });
    const executionArn = await start(cloud, await createMachine(cloud, steps));
    await finished(cloud, executionArn);
    made.isBroken = false;
    const { redriveDate } = await redrive(cloud, executionArn);
    await finished(cloud, executionArn);
    expect(told.events.map(({ detail }) => [detail.status, detail.redriveCount, detail.redriveStatus])).toEqual([
      ["RUNNING", 0, "NOT_REDRIVABLE"],
      ["FAILED", 0, "REDRIVABLE"],
      ["RUNNING", 1, "NOT_REDRIVABLE"],
      ["SUCCEEDED", 1, "NOT_REDRIVABLE"],
    ]);
    expect(told.events[2]?.detail).toMatchObject({ stopDate: null, redriveDate: redriveDate?.getTime() });
    expect(told.metrics.map(({ name }) => name).filter((name) => name !== "ExecutionTime")).toEqual([
      "ExecutionsStarted",
      "ExecutionsFailed",
      "ExecutionsRedriven",
      "RedrivenExecutionsSucceeded",
      "ExecutionsSucceeded",
    ]);
  });
});

describe("a redriven map run", () => {
  const each = (type: "STANDARD" | "EXPRESS", more: object = {}) => ({
    Each: {
      Type: "Map",
      Label: "Each",
      Items: [1, 2, 3, 4],
      ItemProcessor: {
        ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: type },
        StartAt: "First",
        States: { First: { Type: "Pass", Next: "Work" }, Work: lambdaTask({ End: true }) },
      },
      ToleratedFailureCount: 1,
      End: true,
      ...more,
    },
  });

  async function failedRun(type: "STANDARD" | "EXPRESS", more: object = {}) {
    const made = { isBroken: true, calls: [] as unknown[] };
    const lambda = (payload: unknown): unknown => {
      made.calls.push(payload);
      if (made.isBroken && Number(payload) % 2 === 0) throw new Error("broken");
      return Number(payload) * 10;
    };
    const cloud = await openCloud({ lambda });
    const executionArn = await start(cloud, await createMachine(cloud, each(type, more)));
    expect(await finished(cloud, executionArn)).toMatchObject({ status: "FAILED" });
    const { mapRuns = [] } = await callStates<ListMapRunsOutput>(cloud, "ListMapRuns", { executionArn });
    const mapRunArn = mapRuns[0]?.mapRunArn ?? "";
    const described = () => callStates<DescribeMapRunOutput>(cloud, "DescribeMapRun", { mapRunArn });
    const list = async (filter: object): Promise<NonNullable<ListExecutionsOutput["executions"]>> =>
      (await callStates<ListExecutionsOutput>(cloud, "ListExecutions", { mapRunArn, ...filter })).executions ?? [];
    return { cloud, made, executionArn, described, list };
  }

  it("redrives the children that did not succeed, and never the others", async () => {
    const { cloud, made, executionArn, described, list } = await failedRun("STANDARD");
    expect(await described()).toMatchObject({
      status: "FAILED",
      redriveCount: 0,
      executionCounts: { failuresNotRedrivable: 0, pendingRedrive: 0 },
    });
    const unsuccessful = (await list({})).filter(({ status }) => status !== "SUCCEEDED");
    const [child] = unsuccessful;
    expect(await describeExecution(cloud, child?.executionArn ?? "")).toMatchObject({
      redriveStatus: "REDRIVABLE_BY_MAP_RUN",
    });
    await expect(redrive(cloud, child?.executionArn ?? "")).rejects.toMatchObject({ code: "ExecutionNotRedrivable" });
    made.isBroken = false;
    const succeeded = (await list({ statusFilter: "SUCCEEDED" })).length;
    made.calls.length = 0;
    await redrive(cloud, executionArn);
    expect(await finished(cloud, executionArn)).toMatchObject({ status: "SUCCEEDED", output: "[10,20,30,40]" });
    expect(made.calls).toHaveLength(4 - succeeded);
    expect(await described()).toMatchObject({ status: "SUCCEEDED", redriveCount: 1, itemCounts: { succeeded: 4 } });
    const redriven = await list({ redriveFilter: "REDRIVEN" });
    expect(redriven.map(({ executionArn: arn }) => arn)).toEqual(unsuccessful.map(({ executionArn: arn }) => arn));
    expect(await list({ redriveFilter: "NOT_REDRIVEN" })).toHaveLength(4 - redriven.length);
    expect(await historyTypes(cloud, executionArn)).toContain("MapRunRedriven");
    expect(await historyTypes(cloud, redriven[0]?.executionArn ?? "")).toContain("ExecutionRedriven");
  });

  it("starts Express children anew, under the ARN that they had", async () => {
    const { cloud, made, executionArn, list } = await failedRun("EXPRESS", { MaxConcurrency: 1 });
    const arns = async () => (await list({})).map(({ executionArn: arn }) => arn ?? "").toSorted();
    const before = await arns();
    made.isBroken = false;
    await redrive(cloud, executionArn);
    expect(await finished(cloud, executionArn)).toMatchObject({ status: "SUCCEEDED", output: "[10,20,30,40]" });
    expect(await arns()).toEqual(before);
  });

  it("fails again with what still fails, and may be redriven again", async () => {
    const { cloud, made, executionArn, described } = await failedRun("STANDARD", { MaxConcurrency: 1 });
    await redrive(cloud, executionArn);
    expect(await finished(cloud, executionArn)).toMatchObject({ status: "FAILED", redriveCount: 1 });
    expect(await described()).toMatchObject({ status: "FAILED", redriveCount: 1, itemCounts: { pendingRedrive: 0 } });
    made.isBroken = false;
    await redrive(cloud, executionArn);
    expect(await finished(cloud, executionArn)).toMatchObject({ output: "[10,20,30,40]" });
    expect(await described()).toMatchObject({ status: "SUCCEEDED", redriveCount: 2 });
  });

  it("waits for children that are still being stopped, and redrives them", async () => {
    const gate = Promise.withResolvers<undefined>();
    let isOpen = false;
    const lambda = async (payload: unknown): Promise<unknown> => {
      if (!isOpen) await gate.promise;
      return Number(payload) * 10;
    };
    const cloud = await openCloud({ lambda });
    const executionArn = await start(cloud, await createMachine(cloud, each("STANDARD", { MaxConcurrency: 2 })));
    await until(cloud, executionArn, async () => {
      const { mapRuns = [] } = await callStates<ListMapRunsOutput>(cloud, "ListMapRuns", { executionArn });
      return mapRuns[0];
    });
    await callStates(cloud, "StopExecution", { executionArn });
    isOpen = true;
    await redrive(cloud, executionArn);
    gate.resolve(undefined);
    expect(await finished(cloud, executionArn)).toMatchObject({ status: "SUCCEEDED", output: "[10,20,30,40]" });
  });

  it("needs the role's right to redrive the children", async () => {
    const { cloud, made, executionArn } = await failedRun("STANDARD");
    made.isBroken = false;
    const PolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Deny", Action: "states:RedriveExecution", Resource: "arn:aws:states:*:*:execution:machine/Each:*" },
      ],
    });
    const policy = { RoleName: "machine", PolicyName: "no-redrives", PolicyDocument };
    await cloud.cloud.call("iam", "PutRolePolicy", policy, { kind: "root" });
    await redrive(cloud, executionArn);
    expect(await finished(cloud, executionArn)).toMatchObject({ status: "FAILED", error: "States.Permissions" });
    await cloud.cloud.call(
      "iam",
      "DeleteRolePolicy",
      { RoleName: "machine", PolicyName: "no-redrives" },
      { kind: "root" },
    );
    await redrive(cloud, executionArn);
    expect(await finished(cloud, executionArn)).toMatchObject({ output: "[10,20,30,40]" });
  });

  it("goes on after a restart in the middle of it", async () => {
    const { cloud, made, executionArn } = await failedRun("STANDARD");
    made.isBroken = false;
    await redrive(cloud, executionArn);
    clouds.splice(clouds.indexOf(cloud), 1);
    const next = await cloud.restart();
    clouds.push(next);
    expect(await finished(next, executionArn)).toMatchObject({ status: "SUCCEEDED", output: "[10,20,30,40]" });
  });

  it("has filters that concern map runs only", async () => {
    const cloud = await openCloud();
    const stateMachineArn = await createMachine(cloud, steps);
    for (const filter of [{ redriveFilter: "REDRIVEN" }, { statusFilter: "PENDING_REDRIVE" }]) {
      const listed = callStates(cloud, "ListExecutions", { stateMachineArn, ...filter });
      await expect(listed).rejects.toMatchObject({ code: "ValidationException" });
    }
  });
});
