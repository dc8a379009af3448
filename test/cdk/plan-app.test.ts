import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import {
  anyOf,
  defineBucket,
  defineEvent,
  defineTask,
  defineWorkflow,
  eventPattern,
  type BucketAccess,
  type EventPattern,
  type ObjectFilter,
  type Task,
  type Workflow,
} from "millrace";
import { planApp } from "../../cdk/constructs/plan/plan-app.ts";
import { compiled } from "./compiled.ts";

const inbox = defineBucket("inbox");
const ping = defineEvent("ping", z.object({ n: z.int() }));
const pong = defineEvent("pong", z.object({ n: z.int() }));

const task = (name: string, access: Readonly<Record<string, BucketAccess>> = {}): Task =>
  defineTask({ name, input: z.object({}), output: z.object({}), access }) as unknown as Task;

const onObject = (name: string, prefix: string, allowLoop?: string): Workflow =>
  defineWorkflow(
    { name, trigger: inbox.objectCreated({ prefix }), ...(allowLoop === undefined ? {} : { allowLoop }) },
    async () => null,
  ) as unknown as Workflow;

const onEvent = (name: string, event: typeof ping | typeof pong, allowLoop?: string): Workflow =>
  defineWorkflow(
    { name, trigger: (event as typeof ping).emitted(), ...(allowLoop === undefined ? {} : { allowLoop }) },
    async () => null,
  ) as unknown as Workflow;

let functionsFolder = "";

beforeEach(() => {
  functionsFolder = mkdtempSync(join(tmpdir(), "millrace-plan-"));
});

afterEach(() => rmSync(functionsFolder, { recursive: true }));

function withHandler(...tasks: readonly Task[]): readonly Task[] {
  for (const { contract } of tasks) {
    mkdirSync(join(functionsFolder, contract.name), { recursive: true });
    writeFileSync(join(functionsFolder, contract.name, "handler.ts"), "");
  }
  return tasks;
}

const codes = (workflows: Parameters<typeof planApp>[0]) =>
  planApp(workflows, functionsFolder).diagnostics.map(({ code, message }) => `${code} ${message}`);

describe("planApp", () => {
  it("collects each task function and bucket once", () => {
    const shared = task("shared", { inbox: inbox.read("a/*"), lake: defineBucket("lake").write() });
    const tasks = withHandler(shared);
    const { plan, diagnostics } = planApp(
      [
        compiled(onObject("one", "a/"), { tasks, functionsFolder }),
        compiled(onObject("two", "b/"), { tasks, functionsFolder }),
      ],
      functionsFolder,
    );
    expect(diagnostics).toEqual([]);
    expect(plan.tasks.map(({ contract }) => contract.name)).toEqual(["shared"]);
    expect(plan.buckets).toEqual(["inbox", "lake"]);
    expect(plan.usesBus).toBe(false);
  });

  it("needs a bus as soon as a workflow emits or listens", () => {
    const bus = (...workflows: Parameters<typeof planApp>[0]) => planApp(workflows, functionsFolder).plan.usesBus;
    expect(bus(compiled(onObject("one", "a/"), { events: [ping as never] }))).toBe(true);
    expect(bus(compiled(onEvent("one", ping)))).toBe(true);
  });

  it("rejects two workflows whose names differ in nothing that an id keeps", () => {
    expect(codes([compiled(onObject("take-1", "a/")), compiled(onObject("take1", "b/"))])).toEqual([
      'MR4001 the workflow name "take1" is taken: workflows/take-1.ts and workflows/take1.ts define it',
    ]);
  });

  it("rejects one task name from two files", () => {
    const one = compiled(onObject("one", "a/"), { tasks: withHandler(task("work")), functionsFolder });
    const two = {
      ...one,
      name: "two",
      tasks: [{ ...one.tasks[0]!, contractFile: join(functionsFolder, "x", "work", "contract.ts") }],
    };
    mkdirSync(join(functionsFolder, "x", "work"), { recursive: true });
    writeFileSync(join(functionsFolder, "x", "work", "handler.ts"), "");
    expect(codes([one, two])).toEqual([
      'MR4002 the task function name "work" is taken: work/contract.ts and x/work/contract.ts define it',
    ]);
  });

  it("rejects a contract whose folder has another name", () => {
    const [used] = compiled(onObject("one", "a/"), { tasks: [task("work")], functionsFolder }).tasks;
    const moved = {
      ...compiled(onObject("one", "a/")),
      tasks: [{ ...used!, contractFile: join(functionsFolder, "labour", "contract.ts") }],
    };
    expect(codes([moved])).toEqual([`MR4003 the contract's name is "work", but its folder is "labour"`]);
  });

  it("rejects a task function without a handler", () => {
    const workflows = [compiled(onObject("one", "a/"), { tasks: [task("work")], functionsFolder })];
    expect(codes(workflows)).toEqual(['MR4004 task function "work" has no handler: work/handler.ts does not exist']);
  });
});

describe("several triggers of one workflow", () => {
  const onBoth = (left: ObjectFilter, right: ObjectFilter, other = inbox): readonly string[] => {
    const trigger = anyOf(inbox.objectCreated(left), other.objectCreated(right), ping.emitted());
    return codes([compiled(defineWorkflow({ name: "one", trigger }, async () => null) as unknown as Workflow)]);
  };

  it("are refused where one object would start two executions", () => {
    expect(onBoth({ prefix: "a/" }, { prefix: "a/b/" })).toEqual([
      'MR4011 two triggers of workflow "one" take the same objects: inbox/a/* and inbox/a/b/*',
    ]);
    expect(onBoth({ prefix: "a/" }, { suffix: ".csv" })).toHaveLength(1);
    expect(onBoth({}, { prefix: "a/" })).toHaveLength(1);
  });

  it("are taken where no object is in both", () => {
    expect(onBoth({ prefix: "a/" }, { prefix: "b/" })).toEqual([]);
    expect(onBoth({ prefix: "a/", suffix: ".csv" }, { prefix: "a/", suffix: ".json" })).toEqual([]);
    expect(onBoth({ prefix: "a/" }, { prefix: "a/b/" }, defineBucket("other"))).toEqual([]);
  });
});

describe("what lies in functions/ and is not deployed", () => {
  const write = (name: string, source: string): void => {
    mkdirSync(join(functionsFolder, "functions", name), { recursive: true });
    writeFileSync(join(functionsFolder, "functions", name, "contract.ts"), source);
  };

  it("is told of: a contract without a task, one that cannot be loaded, and a task that nobody calls", () => {
    const authoring = JSON.stringify(import.meta.resolve("millrace"));
    write("empty", "export const contract = {};");
    write("broken", 'throw new Error("not today");');
    write(
      "idle",
      `import { defineTask } from ${authoring};
      import * as z from ${JSON.stringify(import.meta.resolve("zod"))};
      export const idle = defineTask({ name: "idle", input: z.object({}), output: z.object({}) });`,
    );
    mkdirSync(join(functionsFolder, "functions", "shared"));
    const { diagnostics } = planApp([compiled(onObject("one", "a/"))], functionsFolder);
    expect(diagnostics.every(({ severity }) => severity === "warning")).toBe(true);
    expect(diagnostics.map(({ code, file, message }) => `${code} ${file} ${message}`)).toEqual([
      "MR4030 functions/broken/contract.ts the contract exports no task: not today",
      "MR4030 functions/empty/contract.ts the contract exports no task",
      'MR4031 functions/idle/contract.ts no workflow calls the task function "idle", so it is not deployed',
    ]);
  });
});

describe("the loop check", () => {
  const tasks = (...access: readonly BucketAccess[]) => ({
    tasks: withHandler(task("work", Object.fromEntries(access.map((entry, index) => [`a${index}`, entry])))),
    functionsFolder,
  });

  it("rejects a workflow that writes where its own trigger listens", () => {
    expect(codes([compiled(onObject("one", "in/"), tasks(inbox.write("in/done/*")))])).toEqual([
      'MR4008 workflow "one" would start itself: "one" calls "work", which may write inbox/in/done/*, which starts "one"',
    ]);
  });

  it("accepts one that reads there, or writes elsewhere", () => {
    expect(codes([compiled(onObject("one", "in/"), tasks(inbox.read("in/*"), inbox.write("out/*")))])).toEqual([]);
    expect(codes([compiled(onObject("one", "in/"), tasks(defineBucket("other").write("in/*")))])).toEqual([]);
  });

  it("accepts writes where a trigger listens to deletions", () => {
    const workflow = defineWorkflow(
      { name: "one", trigger: inbox.objectDeleted() },
      async () => null,
    ) as unknown as Workflow;
    expect(codes([compiled(workflow, tasks(inbox.write()))])).toEqual([]);
  });

  it("rejects a cycle of events over several workflows, once", () => {
    const one = compiled(onEvent("one", ping), { events: [pong as never] });
    const two = compiled(onEvent("two", pong), { events: [ping as never] });
    expect(codes([one, two])).toEqual([
      'MR4008 workflow "one" would start itself: "one" emits pong, which starts "two"; "two" emits ping, which starts "one"',
    ]);
  });

  it("rejects a cycle of an event and an object", () => {
    const one = compiled(onObject("one", "in/"), { events: [ping as never] });
    const two = compiled(onEvent("two", ping), tasks(inbox.readWrite("in/*")));
    expect(codes([one, two])).toHaveLength(1);
  });

  it("weighs every trigger of a workflow that has several", () => {
    const trigger = anyOf(inbox.objectCreated({ prefix: "in/" }), ping.emitted());
    const either = defineWorkflow({ name: "one", trigger }, async () => null) as unknown as Workflow;
    expect(codes([compiled(either, tasks(inbox.write("in/*")))])).toHaveLength(1);
    expect(codes([compiled(either, { events: [ping as never] })])).toEqual([
      'MR4008 workflow "one" would start itself: "one" emits ping, which starts "one"',
    ]);
    expect(codes([compiled(either, { events: [pong as never] })])).toEqual([]);
  });

  const onEnd = (name: string, of: Workflow): Workflow =>
    defineWorkflow({ name, trigger: of.finished({ status: "FAILED" }) }, async () => null) as unknown as Workflow;

  it("rejects a cycle of an end and an event", () => {
    const first = onEvent("first", ping);
    const second = compiled(onEnd("second", first), { events: [ping as never] });
    expect(codes([compiled(first), second])).toEqual([
      'MR4008 workflow "first" would start itself: "first" ends, which starts "second"; "second" emits ping, which starts "first"',
    ]);
    expect(codes([compiled(first), compiled(onEnd("second", first))])).toEqual([]);
  });

  it("rejects a pattern that takes the ends of all executions, and accepts one that names some", () => {
    const onStates = (detail: EventPattern["detail"]): Workflow => {
      const types = { source: ["aws.states"], "detail-type": ["Step Functions Execution Status Change"] } as const;
      const trigger = eventPattern({ ...types, ...(detail === undefined ? {} : { detail }) }, z.object({}));
      return defineWorkflow({ name: "one", trigger }, async () => null) as unknown as Workflow;
    };
    expect(codes([compiled(onStates(undefined))])).toEqual([
      'MR4008 workflow "one" would start itself: "one" changes its status, which starts "one"',
    ]);
    expect(codes([compiled(onStates({ status: ["FAILED"] }))])).toHaveLength(1);
    expect(codes([compiled(onStates({ stateMachineArn: ["arn:aws:states:us-east-1:1:stateMachine:x"] }))])).toEqual([]);
  });

  it("rejects the ends of a workflow that the app does not have", () => {
    expect(codes([compiled(onEnd("second", onEvent("first", ping)))])).toEqual([
      'MR4012 workflow "second" starts when "first" has ended, which is not in this app',
    ]);
  });

  it("rejects the ends of an Express workflow, of which no event tells, and takes them for no start", () => {
    const first = defineWorkflow({ name: "first", type: "express", trigger: ping.emitted() }, async () => null);
    const express = compiled(first as unknown as Workflow);
    const second = compiled(onEnd("second", first as unknown as Workflow), { events: [ping as never] });
    expect(codes([express, second])).toEqual([
      'MR4013 workflow "second" starts when "first" has ended, which is an Express workflow',
    ]);
  });

  it("accepts a chain that does not close", () => {
    const one = compiled(onObject("one", "in/"), { events: [ping as never] });
    expect(codes([one, compiled(onEvent("two", ping), { events: [pong as never] })])).toEqual([]);
  });

  it("accepts a loop through a workflow that says why it ends, and still finds others", () => {
    const one = compiled(onEvent("one", ping, "n counts down"), { events: [pong as never] });
    const two = compiled(onEvent("two", pong), { events: [ping as never] });
    expect(codes([one, two])).toEqual([]);
    const three = compiled(onEvent("three", pong), { events: [pong as never] });
    expect(codes([one, two, three])).toEqual([
      'MR4008 workflow "three" would start itself: "three" emits pong, which starts "three"',
    ]);
  });

  const byHand = (name: string): Workflow =>
    defineWorkflow({ name, input: z.object({}) }, async () => null) as unknown as Workflow;

  it("puts a workflow after those that it calls", () => {
    const [first, second, third] = [
      compiled(byHand("first"), { calls: ["second", "third"] }),
      compiled(byHand("second"), { calls: ["third"] }),
      compiled(byHand("third")),
    ];
    const { plan, diagnostics } = planApp([first, second, third], functionsFolder);
    expect(diagnostics).toEqual([]);
    expect(plan.workflows.map(({ name }) => name)).toEqual(["third", "second", "first"]);
  });

  it("rejects calls of what the app does not have, and calls in a circle", () => {
    expect(codes([compiled(byHand("first"), { calls: ["other"] })])).toEqual([
      expect.stringMatching(/^MR4210 workflow "first" calls "other" of .*other\.ts, which is not among/),
    ]);
    const circle = ["first", "second"].map((name, index, names) =>
      compiled(byHand(name), { calls: [names[1 - index] ?? ""] }),
    );
    expect(codes(circle)).toEqual([
      'MR4211 workflows call each other in a circle: "first" calls "second" calls "first"',
    ]);
  });

  it("sees a loop of which a call is a part", () => {
    const starter = compiled(onEvent("starter", ping), { calls: ["ender"] });
    const ender = compiled(byHand("ender"), { events: [ping] as never });
    expect(codes([starter, ender])).toEqual([expect.stringMatching(/^MR4008 workflow "starter" would start itself/)]);
  });
});
