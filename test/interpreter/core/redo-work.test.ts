import { describe, expect, it } from "vitest";
import type { Json } from "#asl";
import { defaultIdentity, loadMachine, runExecution, transition } from "#interpreter";
import { machineOf, run, task } from "../machine.ts";

// The parent operator is left to the reference, for which a piece of work is undone and done again.
const orders = { orders: [{ id: "a", lines: [{ n: 1 }, { n: 2 }] }] };
const ids = "$states.input.orders.lines.(%.id)";

describe("work that needs the reference", () => {
  it("is done once, as far as the history tells", async () => {
    const outcome = await run(
      {
        Call: task({ Arguments: { ids: `{% ${ids} %}` }, Output: `{% ${ids} %}`, Next: "Both" }),
        Both: {
          Type: "Parallel",
          Branches: ["Left", "Right"].map((name) => ({
            StartAt: name,
            States: {
              [name]: { Type: "Pass", Output: `{% $string($count(${name === "Left" ? "[1]" : "[]"})) %}`, End: true },
            },
          })),
          Next: "Done",
        },
        Done: { Type: "Pass", End: true },
      },
      orders,
      { Call: () => null },
    );
    expect(outcome).toMatchObject({ status: "SUCCEEDED", output: ["1", "0"], transitions: 5 });
    expect(outcome.history.map(({ id }) => id)).toEqual(outcome.history.map((_, index) => index + 1));
    expect(outcome.history[2]?.taskScheduledEventDetails).toMatchObject({ parameters: '{"ids":["a","a"]}' });
  });

  it("draws the same chance again, and another for each expression", async () => {
    const draw = `{% {"ids": ${ids}, "chance": $random()} %}`;
    const states = { Draw: { Type: "Pass", Output: [draw, draw, "{% $random() %}"], End: true } };
    const { output } = await run(states, orders);
    const [first, second, third] = output as readonly [{ chance: number }, { chance: number }, number];
    expect(new Set([first.chance, second.chance, third]).size).toBe(3);
    expect((await run(states, orders)).output).toEqual(output);
  });

  it("takes what a catcher's fields give, after branches were aborted", async () => {
    const branch = (name: string, state: Json): Json => ({ StartAt: name, States: { [name]: state } });
    const outcome = await run(
      {
        Both: {
          Type: "Parallel",
          Branches: [
            branch("Waits", { Type: "Wait", Seconds: 60, End: true }),
            branch("Fails", { Type: "Fail", Error: "Broken" }),
          ],
          Catch: [{ ErrorEquals: ["Broken"], Output: `{% ${ids} %}`, Next: "Done" }],
          End: true,
        },
        Done: { Type: "Succeed" },
      },
      orders,
    );
    expect(outcome).toMatchObject({ status: "SUCCEEDED", output: ["a", "a"] });
    expect(outcome.history.filter(({ type }) => type === "WaitStateAborted")).toHaveLength(1);
  });

  it("selects the items of a map run one after the other", async () => {
    const items = Array.from({ length: 100 }, (_, n) => ({ orders: [{ id: `o${n}`, lines: [{ n }] }] }));
    const machine = loadMachine({
      QueryLanguage: "JSONata",
      StartAt: "Each",
      States: {
        Each: {
          Type: "Map",
          Items: "{% $states.input %}",
          ItemSelector: "{% $states.context.Map.Item.Value.orders.lines.(%.id) %}",
          ItemProcessor: {
            ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
            StartAt: "One",
            States: { One: { Type: "Pass", End: true } },
          },
          End: true,
        },
      },
    });
    const { output } = await runExecution({ machine, input: items, performTask: async () => null });
    expect(output).toEqual(items.map((_, n) => `o${n}`));
  });

  it("withdraws what the state waited for, though that was done before", async () => {
    const machine = machineOf({ Call: task({ TimeoutSeconds: 30, Output: `{% ${ids} %}` }) });
    const started = await transition(machine, undefined, {
      type: "ExecutionStarted",
      at: 0,
      input: orders,
      identity: defaultIdentity,
    });
    const ended = await transition(machine, started.snapshot, {
      type: "TaskSucceeded",
      at: 1,
      taskId: "task-1",
      output: 1,
    });
    expect(ended.effects).toEqual([
      { kind: "cancelTimer", timerId: "timer-2" },
      { kind: "finish", status: "SUCCEEDED", output: ["a", "a"] },
    ]);
  });
});
