import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { HistoryEvent, Json } from "#asl";
import {
  historyOf,
  loadMachine,
  packHistory,
  packSnapshot,
  recordTransition,
  transition,
  unpackHistory,
  unpackSnapshot,
} from "#interpreter";
import type { Effect, ExecutionEvent, Machine, Snapshot } from "#interpreter";
import { machineOf, task } from "./machine.ts";

const identity = {
  executionArn: "arn:aws:states:us-east-1:000000000000:execution:m:e",
  executionName: "e",
  stateMachineArn: "arn:aws:states:us-east-1:000000000000:stateMachine:m",
  stateMachineName: "m",
  roleArn: "arn:aws:iam::000000000000:role/m",
};

const started = (input: Json = {}): ExecutionEvent => ({ type: "ExecutionStarted", at: 0, input, identity });

/** Applies events one after another; the snapshot is stored and frozen in between, and what happened is stored, too. */
async function apply(machine: Machine, events: readonly ExecutionEvent[]) {
  let snapshot: Snapshot | undefined;
  const history: HistoryEvent[] = [];
  const effects: Effect[] = [];
  for (const event of events) {
    const step = await recordTransition(machine, snapshot, event);
    const { input, startedAt } = step.snapshot;
    snapshot = deepFreeze(unpackSnapshot(packSnapshot(step.snapshot), { identity, input }));
    expect(snapshot).toEqual(JSON.parse(JSON.stringify(step.snapshot)));
    const events = historyOf(step.history, startedAt);
    expect(unpackHistory(packHistory(step.history, startedAt))).toEqual(events);
    history.push(...events);
    effects.push(...step.effects);
  }
  return { snapshot, history, effects, types: history.map(({ type }) => type) };
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}

describe("transition", () => {
  it("returns what the runner must do, and finishes when it is done", async () => {
    const machine = machineOf({ Work: task({ TimeoutSeconds: 30 }) });
    const { effects } = await apply(machine, [
      started({ n: 1 }),
      { type: "TaskSucceeded", at: 1000, taskId: "task-1", output: 2 },
    ]);
    expect(effects).toEqual([
      {
        kind: "scheduleTask",
        taskId: "task-1",
        stateName: "Work",
        attempt: 0,
        resource: "arn:aws:states:::lambda:invoke",
        arguments: { n: 1 },
      },
      { kind: "startTimer", timerId: "timer-2", dueAt: 30_000 },
      { kind: "cancelTimer", timerId: "timer-2" },
      { kind: "finish", status: "SUCCEEDED", output: 2 },
    ]);
  });

  it("goes on from a stored snapshot as if nothing had happened", async () => {
    const states = {
      Each: {
        Type: "Map",
        MaxConcurrency: 2,
        ItemProcessor: { StartAt: "Work", States: { Work: task({ Assign: { r: "{% $states.result %}" } }) } },
        Assign: { all: "{% $states.result[] %}", chance: "{% $random() %}" },
        Next: "Wait",
      },
      Wait: { Type: "Wait", Seconds: 5, Next: "Done" },
      Done: { Type: "Succeed", Output: "{% {'all': $all[], 'chance': $chance} %}" },
    };
    const events: ExecutionEvent[] = [
      started([1, 2, 3]),
      { type: "TaskSucceeded", at: 1, taskId: "task-4", output: "b" },
      { type: "TaskSucceeded", at: 2, taskId: "task-3", output: "a" },
      { type: "TaskSucceeded", at: 3, taskId: "task-6", output: "c" },
      { type: "TimerFired", at: 5003, timerId: "timer-7" },
    ];
    const machine = machineOf(states);
    const resumed = await apply(machine, events);
    let snapshot: Snapshot | undefined;
    const history: HistoryEvent[] = [];
    for (const event of events) {
      const step = await transition(machine, snapshot, event);
      snapshot = step.snapshot;
      history.push(...step.history);
    }
    expect(resumed.history).toEqual(history);
    expect(resumed.effects.at(-1)).toMatchObject({ status: "SUCCEEDED", output: { all: ["a", "b", "c"] } });
  });

  it("ignores what comes twice or too late", async () => {
    const machine = machineOf({ Work: task({ Next: "Wait" }), Wait: { Type: "Wait", Seconds: 1, End: true } });
    const succeeded: ExecutionEvent = { type: "TaskSucceeded", at: 1, taskId: "task-1", output: 2 };
    const { snapshot } = await apply(machine, [started(), succeeded]);
    for (const event of [
      succeeded,
      { type: "TaskFailed", at: 2, taskId: "task-1", error: "E", cause: "" },
      { type: "TimerFired", at: 2, timerId: "timer-9" },
      started(),
    ] satisfies ExecutionEvent[]) {
      const step = await transition(machine, snapshot, event);
      expect(step).toEqual({ snapshot, history: [], effects: [] });
    }
  });

  it("changes nothing after the end", async () => {
    const machine = machineOf({ Done: { Type: "Succeed" } });
    const { snapshot } = await apply(machine, [started()]);
    const step = await transition(machine, snapshot, { type: "ExecutionStopped", at: 1 });
    expect(step.effects).toEqual([]);
  });

  it("times a task out, cancels it and takes no late answer", async () => {
    const machine = machineOf({
      Work: task({ TimeoutSeconds: 5, Catch: [{ ErrorEquals: ["States.Timeout"], Next: "Late" }] }),
      Late: { Type: "Pass", End: true },
    });
    const { types, effects } = await apply(machine, [
      started(),
      { type: "TimerFired", at: 5000, timerId: "timer-2" },
      { type: "TaskSucceeded", at: 6000, taskId: "task-1", output: 1 },
    ]);
    expect(types.slice(4)).toEqual([
      "TaskTimedOut",
      "TaskStateExited",
      "PassStateEntered",
      "PassStateExited",
      "ExecutionSucceeded",
    ]);
    expect(effects).toContainEqual({ kind: "cancelTask", taskId: "task-1" });
    expect(effects.at(-1)).toMatchObject({ output: { Error: "States.Timeout", Cause: "" } });
  });

  it("expects heartbeats, each of which buys time", async () => {
    const machine = machineOf({ Work: task({ HeartbeatSeconds: 10 }) });
    const alive = await apply(machine, [
      started(),
      { type: "TaskHeartbeat", at: 9000, taskId: "task-1" },
      { type: "TimerFired", at: 10_000, timerId: "timer-2" },
    ]);
    expect(alive.effects).toContainEqual({ kind: "startTimer", timerId: "timer-3", dueAt: 19_000 });
    expect(alive.snapshot?.status).toBe("RUNNING");
    const dead = await apply(machine, [started(), { type: "TimerFired", at: 10_000, timerId: "timer-2" }]);
    expect(dead.effects.at(-1)).toMatchObject({ status: "FAILED", error: "States.HeartbeatTimeout" });
  });

  it("ends the whole execution at the state machine's TimeoutSeconds", async () => {
    const machine = machineOf({ Work: task() }, { TimeoutSeconds: 60 });
    const { types, effects } = await apply(machine, [
      started(),
      { type: "TimerFired", at: 60_000, timerId: "timer-1" },
    ]);
    expect(types.at(-1)).toBe("ExecutionTimedOut");
    expect(effects.slice(-2)).toEqual([
      { kind: "cancelTask", taskId: "task-2" },
      { kind: "finish", status: "TIMED_OUT", error: "States.Timeout" },
    ]);
  });

  it("stops with the given error and cancels what is under way", async () => {
    const machine = machineOf({ Wait: { Type: "Wait", Seconds: 60, End: true } });
    const { history, effects } = await apply(machine, [
      started(),
      { type: "ExecutionStopped", at: 10, error: "Mine", cause: "enough" },
    ]);
    expect(history.at(-1)).toMatchObject({
      type: "ExecutionAborted",
      executionAbortedEventDetails: { error: "Mine", cause: "enough" },
    });
    expect(effects.slice(-2)).toEqual([
      { kind: "cancelTimer", timerId: "timer-1" },
      { kind: "finish", status: "ABORTED", error: "Mine", cause: "enough" },
    ]);
  });

  it("fails at the 25,000th event", async () => {
    const machine = machineOf({
      Loop: { Type: "Pass", Next: "Back" },
      Back: { Type: "Choice", Choices: [{ Condition: true, Next: "Loop" }], Default: "End" },
      End: { Type: "Succeed" },
    });
    const { history, effects } = await apply(machine, [started()]);
    expect(history).toHaveLength(25_000);
    expect(history.at(-1)).toMatchObject({ id: 25_000, type: "ExecutionFailed" });
    expect(effects.at(-1)).toMatchObject({
      cause: "The execution reached the maximum number of history events (25000).",
    });
  });

  it("goes on beyond the 25,000th event in an Express state machine", async () => {
    const standard = machineOf({
      Start: { Type: "Pass", Assign: { left: 13_000 }, Next: "Again" },
      Again: {
        Type: "Choice",
        Choices: [{ Condition: "{% $left > 0 %}", Assign: { left: "{% $left - 1 %}" }, Next: "Again" }],
        Default: "End",
      },
      End: { Type: "Succeed" },
    });
    const { history } = await apply({ ...standard, type: "EXPRESS" }, [started()]);
    expect(history).toHaveLength(26_008);
    expect(history.at(-1)).toMatchObject({ type: "ExecutionSucceeded" });
  });

  it("gives an Express execution five minutes, or less where the definition says so", async () => {
    const machine = machineOf({ Wait: { Type: "Wait", Seconds: 1000, End: true } });
    const express = { ...machine, type: "EXPRESS" } as const;
    const { effects } = await apply(express, [started(), { type: "TimerFired", at: 300_000, timerId: "timer-1" }]);
    expect(effects[0]).toEqual({ kind: "startTimer", timerId: "timer-1", dueAt: 300_000 });
    expect(effects.at(-1)).toEqual({ kind: "finish", status: "TIMED_OUT", error: "States.Timeout" });
    const timeoutsOf = async (TimeoutSeconds: number) => {
      const own = { ...express, definition: { ...machine.definition, TimeoutSeconds } };
      return (await apply(own, [started()])).effects[0];
    };
    expect(await timeoutsOf(20)).toMatchObject({ dueAt: 20_000 });
    expect(await timeoutsOf(900)).toMatchObject({ dueAt: 300_000 });
  });
});

describe("every conformance fixture", () => {
  const folder = new URL("../fixtures/conformance/", import.meta.url);
  it.each(readdirSync(folder))("%s starts from a frozen input", async (name) => {
    const read = (file: string) => JSON.parse(readFileSync(new URL(`${name}/${file}`, folder), "utf8")) as Json;
    const step = await transition(
      loadMachine(deepFreeze(read("definition.asl.json"))),
      undefined,
      started(deepFreeze(read("input.json"))),
    );
    expect(step.history[0]?.type).toBe("ExecutionStarted");
  });
});
