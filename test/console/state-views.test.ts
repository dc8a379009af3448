import type { HistoryEvent } from "#asl";
import { describe, expect, it } from "vitest";
import { historyRows } from "../../console/view-model/history-rows.ts";
import { stateViews } from "../../console/view-model/state-views.ts";

type Row = readonly [id: number, previous: number, type: HistoryEvent["type"], details?: Record<string, unknown>];

const member = (type: string): `${string}EventDetails` => {
  if (type.endsWith("StateEntered")) return "stateEnteredEventDetails";
  if (type.endsWith("StateExited")) return "stateExitedEventDetails";
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
};

const history = (rows: readonly Row[]): readonly HistoryEvent[] =>
  rows.map(([id, previousEventId, type, details]) => ({
    id,
    previousEventId,
    type,
    timestamp: 1000 + id * 10,
    ...(details === undefined ? {} : { [member(type)]: details }),
  }));

describe("state views", () => {
  it("show a running task as running, with its input", () => {
    const views = stateViews(
      history([
        [1, 0, "ExecutionStarted", { input: "{}" }],
        [2, 0, "TaskStateEntered", { name: "ValidateRows", input: '{"a":1}' }],
        [3, 2, "TaskScheduled", {}],
      ]),
      "RUNNING",
    );
    expect(views.get("ValidateRows")).toMatchObject({
      status: "running",
      visits: [{ input: '{"a":1}', output: null }],
    });
  });

  it("show a task that succeeded once the execution was redriven as succeeded, in the visit that it failed in", () => {
    const views = stateViews(
      history([
        [2, 0, "TaskStateEntered", { name: "T", input: "{}" }],
        [3, 2, "TaskScheduled", {}],
        [4, 3, "TaskFailed", { error: "Broken", cause: "no" }],
        [5, 4, "ExecutionFailed", { error: "Broken", cause: "no" }],
        [6, 5, "ExecutionRedriven", { redriveCount: 1 }],
        [7, 6, "TaskScheduled", {}],
        [8, 7, "TaskSucceeded", {}],
        [9, 8, "TaskStateExited", { name: "T", output: "3" }],
      ]),
      "SUCCEEDED",
    );
    expect(views.get("T")).toMatchObject({ status: "succeeded", visits: [{ failures: 1, error: null, output: "3" }] });
  });

  it("show a retried task that succeeded as succeeded, with its failures counted", () => {
    const views = stateViews(
      history([
        [2, 0, "TaskStateEntered", { name: "T", input: "{}" }],
        [3, 2, "TaskScheduled", {}],
        [4, 3, "TaskFailed", { error: "Throttled", cause: "slow down" }],
        [5, 4, "TaskScheduled", {}],
        [6, 5, "TaskSucceeded", {}],
        [7, 6, "TaskStateExited", { name: "T", output: "3" }],
      ]),
      "SUCCEEDED",
    );
    expect(views.get("T")).toMatchObject({ status: "succeeded", visits: [{ failures: 1, error: null, output: "3" }] });
  });

  it("count the failures of an activity that was tried again", () => {
    const views = stateViews(
      history([
        [2, 0, "TaskStateEntered", { name: "Ask", input: "{}" }],
        [3, 2, "ActivityScheduled", {}],
        [4, 3, "ActivityStarted", { workerName: "anna" }],
        [5, 4, "ActivityTimedOut", { error: "States.HeartbeatTimeout" }],
        [6, 5, "ActivityScheduled", {}],
      ]),
      "RUNNING",
    );
    const [visit] = views.get("Ask")?.visits ?? [];
    expect(visit).toMatchObject({ failures: 1, error: "States.HeartbeatTimeout", exitedAt: null });
  });

  it("show a caught error as caught and keep its cause", () => {
    const views = stateViews(
      history([
        [2, 0, "TaskStateEntered", { name: "T", input: "{}" }],
        [3, 2, "TaskFailed", { error: "UnreadableFile", cause: "binary" }],
        [4, 3, "TaskStateExited", { name: "T", output: "{}" }],
        [5, 4, "FailStateEntered", { name: "End", input: "{}" }],
        [6, 5, "ExecutionFailed", { error: "X" }],
      ]),
      "FAILED",
    );
    expect(views.get("T")).toMatchObject({ status: "caught", visits: [{ error: "UnreadableFile", cause: "binary" }] });
    expect(views.get("End")?.status).toBe("failed");
  });

  it("tell the iterations of a map apart although their events interleave", () => {
    const views = stateViews(
      history([
        [2, 0, "MapStateEntered", { name: "M", input: "[]" }],
        [3, 2, "MapStateStarted", { length: 2 }],
        [4, 3, "MapIterationStarted", { name: "M", index: 0 }],
        [5, 4, "TaskStateEntered", { name: "T", input: "0" }],
        [6, 3, "MapIterationStarted", { name: "M", index: 1 }],
        [7, 6, "TaskStateEntered", { name: "T", input: "1" }],
        [8, 7, "TaskStateExited", { name: "T", output: "11" }],
        [9, 5, "TaskStateExited", { name: "T", output: "10" }],
        [10, 9, "MapStateSucceeded"],
        [11, 10, "MapStateExited", { name: "M", output: "[10,11]" }],
      ]),
      "SUCCEEDED",
    );
    expect(views.get("T")?.visits.map(({ input, output }) => [input, output])).toEqual([
      ["0", "10"],
      ["1", "11"],
    ]);
    expect(views.get("M")).toMatchObject({ status: "succeeded", visits: [{ output: "[10,11]" }] });
  });

  it("show what was open when an execution was aborted as stopped", () => {
    const views = stateViews(history([[2, 0, "WaitStateEntered", { name: "W", input: "{}" }]]), "ABORTED");
    expect(views.get("W")?.status).toBe("stopped");
  });
});

describe("history rows", () => {
  it("name the state that each event belongs to and how long after the start it came", () => {
    const rows = historyRows(
      history([
        [1, 0, "ExecutionStarted", { input: "{}" }],
        [2, 0, "TaskStateEntered", { name: "T", input: "{}" }],
        [3, 2, "TaskFailed", { error: "E" }],
      ]),
    );
    expect(rows.map(({ state, offsetMs, isFailure }) => [state, offsetMs, isFailure])).toEqual([
      ["", 0, false],
      ["T", 10, false],
      ["T", 20, true],
    ]);
  });
});
