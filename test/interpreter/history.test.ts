import { expect, it } from "vitest";
import type { HistoryEvent } from "#asl";
import { run } from "./machine.ts";

const states = {
  First: { Type: "Pass", Next: "Second" },
  Second: { Type: "Pass", End: true },
};

it("keeps the history of an execution", async () => {
  const { history, transitions } = await run(states);
  expect([history.length, transitions]).toEqual([6, 2]);
});

it("drops the history, and still counts the transitions", async () => {
  const { history, transitions, status } = await run(states, {}, {}, { history: "drop" });
  expect([history, transitions, status]).toEqual([[], 2, "SUCCEEDED"]);
});

it("tells each event as it happens", async () => {
  const told: HistoryEvent[] = [];
  const { history } = await run(states, {}, {}, { history: (event) => told.push(event) });
  expect(history).toEqual([]);
  expect(told).toEqual((await run(states)).history);
});

it("takes what looks like an expression in a Map's items for data", async () => {
  const each = {
    Type: "Map",
    ItemProcessor: { StartAt: "Same", States: { Same: { Type: "Pass", End: true } } },
    End: true,
  };
  expect((await run({ Each: each }, ["{% 1 + 1 %}"])).output).toEqual(["{% 1 + 1 %}"]);
});

it("gives $states as a whole, with the context object", async () => {
  const Output = "{% {'keys': $keys($states), 'name': $states.context.State.Name, 'all': $states} %}";
  const { output } = await run({ Only: { Type: "Pass", Output, End: true } }, { a: 1 });
  expect(output).toMatchObject({ keys: ["input", "context"], name: "Only", all: { input: { a: 1 } } });
});
