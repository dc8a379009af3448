import type { ListExecutionsOutput } from "@aws-sdk/client-sfn";
import { afterEach, describe, expect, it } from "vitest";
import { createManualClock } from "../../support/manual-clock.ts";
import type { TestCloud } from "../../support/test-cloud.ts";
import { callStates, createMachine, describeExecution, finished, historyTypes, lambdaTask, start } from "./execute.ts";
import type { StatesCloudOptions } from "./stand-ins.ts";
import { createStatesCloud, keepTold } from "./stand-ins.ts";

const open: TestCloud[] = [];

async function openCloud(options: StatesCloudOptions = {}): Promise<TestCloud> {
  const cloud = await createStatesCloud(options);
  open.push(cloud);
  return cloud;
}

afterEach(async () => {
  for (const cloud of open.splice(0)) await cloud.close();
});

const day = 24 * 3600;

describe("waits", () => {
  it("fire when the clock says so and not before", async () => {
    const clock = createManualClock();
    const cloud = await openCloud({ clock });
    const machine = await createMachine(cloud, { Wait: { Type: "Wait", Seconds: day, End: true } });
    const executionArn = await start(cloud, machine);
    await clock.advance(day * 1000 - 1);
    expect((await describeExecution(cloud, executionArn)).status).toBe("RUNNING");
    await clock.advance(1);
    const { status, startDate, stopDate } = await finished(cloud, executionArn);
    expect(status).toBe("SUCCEEDED");
    expect((stopDate?.getTime() ?? 0) - (startDate?.getTime() ?? 0)).toBe(day * 1000);
  });

  it("go on after a restart, and those that fell due meanwhile fire at once", async () => {
    const manual = createManualClock();
    let asleepMs = 0;
    const clock = { ...manual, now: () => manual.now() + asleepMs };
    const before = await createStatesCloud({ clock });
    const machine = await createMachine(before, {
      Wait: { Type: "Wait", Seconds: "{% $states.input.seconds %}", End: true },
    });
    const short = await start(before, machine, { seconds: 60 });
    const long = await start(before, machine, { seconds: day });
    // Time goes by while no process is there to fire timers.
    asleepMs = 60_000;
    const after = await before.restart();
    open.push(after);
    expect((await finished(after, short)).status).toBe("SUCCEEDED");
    expect((await describeExecution(after, long)).status).toBe("RUNNING");
    await manual.advance(day * 1000);
    expect((await finished(after, long)).status).toBe("SUCCEEDED");
  });

  it("are cheap to have by the thousand and fire all when due together", async () => {
    const clock = createManualClock();
    const cloud = await openCloud({ clock });
    const machine = await createMachine(cloud, { Wait: { Type: "Wait", Seconds: 60, End: true } });
    const executions = await Promise.all(Array.from({ length: 2_500 }, () => start(cloud, machine)));
    await clock.advance(60_000);
    const statuses = new Set<string | undefined>();
    for (const executionArn of executions) statuses.add((await finished(cloud, executionArn)).status);
    expect([...statuses]).toEqual(["SUCCEEDED"]);
  });
});

describe("tasks", () => {
  it("without a recorded result are performed again after a restart, recorded ones are not", async () => {
    const performed: string[] = [];
    const stuck = Promise.withResolvers<void>();
    let isStuck = true;
    const lambda = async (payload: object): Promise<object> => {
      const { step } = payload as { step: string };
      performed.push(step);
      if (step === "second" && isStuck) {
        stuck.resolve();
        await new Promise(() => undefined);
      }
      return { step: "second" };
    };
    const before = await createStatesCloud({ lambda });
    const machine = await createMachine(before, {
      First: lambdaTask({ Next: "Second" }),
      Second: lambdaTask({ End: true }),
    });
    const executionArn = await start(before, machine, { step: "first" });
    await stuck.promise;
    isStuck = false;
    const after = await before.restart();
    open.push(after);
    expect((await finished(after, executionArn)).status).toBe("SUCCEEDED");
    expect(performed).toEqual(["first", "second", "second"]);
  });

  it("that run into their timeout fail the state, and their late result changes nothing", async () => {
    const clock = createManualClock();
    const late = Promise.withResolvers<object>();
    const cloud = await openCloud({ clock, lambda: () => late.promise });
    const machine = await createMachine(cloud, { Slow: lambdaTask({ TimeoutSeconds: 5, End: true }) });
    const executionArn = await start(cloud, machine);
    await clock.advance(5_000);
    expect(await finished(cloud, executionArn)).toMatchObject({ status: "FAILED", error: "States.Timeout" });
    const before = await historyTypes(cloud, executionArn);
    late.resolve({});
    await clock.advance(1_000);
    expect(await historyTypes(cloud, executionArn)).toEqual(before);
  });

  it("run side by side within one execution and finish it together", async () => {
    let running = 0;
    let most = 0;
    const cloud = await openCloud({
      lambda: async (payload) => {
        most = Math.max(most, (running += 1));
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return payload;
      },
    });
    const machine = await createMachine(cloud, {
      Each: {
        Type: "Map",
        Items: "{% $states.input.items %}",
        ItemProcessor: { StartAt: "One", States: { One: lambdaTask({ End: true }) } },
        End: true,
      },
    });
    const items = Array.from({ length: 20 }, (_, n) => n);
    const { status, output } = await finished(cloud, await start(cloud, machine, { items }));
    expect({ status, output }).toEqual({ status: "SUCCEEDED", output: JSON.stringify(items) });
    expect(most).toBe(20);
  });
});

it("finishes a thousand small executions that were started at once", async () => {
  const cloud = await openCloud();
  const machine = await createMachine(cloud, {
    First: lambdaTask({ Next: "Second" }),
    Second: lambdaTask({ Next: "Third" }),
    Third: { Type: "Pass", End: true },
  });
  const executions = await Promise.all(Array.from({ length: 1_000 }, (_, n) => start(cloud, machine, { n })));
  const outputs = [];
  for (const executionArn of executions) outputs.push((await finished(cloud, executionArn)).output);
  expect(outputs).toEqual(executions.map((_, n) => JSON.stringify({ n })));
});

describe("what happened is told", () => {
  it("as status changes and metrics", async () => {
    const { told, outlets } = keepTold();
    const clock = createManualClock();
    const cloud = await openCloud({ clock, outlets });
    const machine = await createMachine(cloud, { Wait: { Type: "Wait", Seconds: 5, End: true } });
    const executionArn = await start(cloud, machine, { a: 1 }, "one");
    await clock.advance(5_000);
    await finished(cloud, executionArn);
    await cloud.close();
    expect(told.events.map(({ detail }) => detail.status)).toEqual(["RUNNING", "SUCCEEDED"]);
    expect(told.events[1]).toEqual({
      source: "aws.states",
      detailType: "Step Functions Execution Status Change",
      resources: [executionArn],
      time: clock.now(),
      detail: {
        executionArn,
        stateMachineArn: machine,
        name: "one",
        status: "SUCCEEDED",
        startDate: clock.now() - 5_000,
        stopDate: clock.now(),
        input: '{"a":1}',
        output: '{"a":1}',
        inputDetails: { included: true },
        outputDetails: { included: true },
        error: null,
        cause: null,
        stateMachineVersionArn: null,
        stateMachineAliasArn: null,
        redriveCount: 0,
        redriveDate: null,
        redriveStatus: "NOT_REDRIVABLE",
        redriveStatusReason: "Execution is SUCCEEDED and cannot be redriven",
      },
    });
    expect(told.metrics.map(({ name, value }) => [name, value])).toEqual([
      ["ExecutionsStarted", 1],
      ["ExecutionsSucceeded", 1],
      ["ExecutionTime", 5_000],
    ]);
  });

  it("in the same transaction as the step: what cannot be told has not happened", async () => {
    const { told, outlets } = keepTold();
    let refusals = 1;
    const refusing = {
      ...outlets,
      putEvents: (events: Parameters<typeof outlets.putEvents>[0]) => {
        if (refusals > 0 && events.some(({ detail }) => detail.status === refused)) {
          refusals -= 1;
          throw new Error("the bus is not there");
        }
        outlets.putEvents(events);
      },
    };
    let refused = "RUNNING";
    const cloud = await openCloud({ outlets: refusing });
    const machine = await createMachine(cloud, { Work: lambdaTask({ End: true }) });
    await expect(start(cloud, machine, {}, "one")).rejects.toThrow("the bus is not there");
    const { executions } = await callStates<ListExecutionsOutput>(cloud, "ListExecutions", {
      stateMachineArn: machine,
    });
    expect(executions).toEqual([]);

    // A caller can try again; the result of a task nobody would send again, so it is kept and committed later.
    refusals = 1;
    refused = "SUCCEEDED";
    const executionArn = await start(cloud, machine, {}, "one");
    expect((await finished(cloud, executionArn)).status).toBe("SUCCEEDED");
    expect(refusals).toBe(0);
    expect(told.events.map(({ detail }) => detail.status)).toEqual(["RUNNING", "SUCCEEDED"]);
    expect(cloud.logged.join("\n")).toMatch(/a commit failed and is tried again: the bus is not there/);
  });
});

it("keeps other executions going when the rows of one cannot be read", async () => {
  const clock = createManualClock();
  const cloud = await createStatesCloud({ clock });
  const machine = await createMachine(cloud, { Wait: { Type: "Wait", Seconds: 5, End: true } });
  const broken = await start(cloud, machine);
  const whole = await start(cloud, machine);
  cloud.cloud.db.exec("UPDATE states_snapshots SET snapshot = '{' WHERE execution_id = 1");
  const after = await cloud.restart();
  open.push(after);
  await clock.advance(5_000);
  expect((await finished(after, whole)).status).toBe("SUCCEEDED");
  expect((await describeExecution(after, broken)).status).toBe("RUNNING");
  expect(after.logged.join("\n")).toMatch(/execution 1 cannot be continued/);
});
