import { describe, expect, it } from "vitest";
import type { PerformTask } from "#interpreter";
import { run, task } from "../machine.ts";

const pass = (Output: string) => ({ Type: "Pass", Output, End: true });
const branch = (name: string, state: ReturnType<typeof pass>) => ({ StartAt: name, States: { [name]: state } });

describe("scopes of variables", () => {
  it("lets a branch read what is around it, and forgets what it assigned", async () => {
    const inner = { Type: "Pass", Assign: { mine: 1 }, Next: "Read" };
    const states = {
      Set: { Type: "Pass", Assign: { outer: 7 }, Next: "Both" },
      Both: {
        Type: "Parallel",
        Branches: [
          { StartAt: "Assign", States: { Assign: inner, Read: pass("{% $outer + $mine %}") } },
          branch("Other", pass("{% $exists($mine) %}")),
        ],
        Next: "After",
      },
      After: pass("{% {'results': $states.input, 'mine': $exists($mine)} %}"),
    };
    expect((await run(states)).output).toEqual({ results: [8, false], mine: false });
  });

  it("gives nested Maps the innermost item", async () => {
    const innerMap = {
      Type: "Map",
      Items: "{% $states.input %}",
      ItemProcessor: branch("Leaf", pass("{% $states.context.Map.Item %}")),
      End: true,
    };
    const states = {
      Outer: {
        Type: "Map",
        Items: [["a"], ["b"]],
        ItemProcessor: { StartAt: "Inner", States: { Inner: innerMap } },
        End: true,
      },
    };
    expect((await run(states)).output).toEqual([[{ Index: 0, Value: "a" }], [{ Index: 0, Value: "b" }]]);
  });
});

describe("a Map state", () => {
  const mapOf = (more: Readonly<Record<string, string | number>>) => ({
    Each: {
      Type: "Map",
      ItemProcessor: { StartAt: "Work", States: { Work: task() } },
      End: true,
      ...more,
    },
  });

  const mostAtOnce = async (more: Readonly<Record<string, string | number>>, count: number): Promise<number> => {
    let [running, most] = [0, 0];
    const Work = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
      return null;
    };
    await run(
      mapOf(more),
      Array.from({ length: count }, () => 0),
      { Work },
    );
    return most;
  };

  it("runs no more iterations at once than MaxConcurrency allows", async () => {
    expect(await mostAtOnce({ MaxConcurrency: 3 }, 10)).toBe(3);
    expect(await mostAtOnce({ MaxConcurrency: "{% 1 + 1 %}" }, 10)).toBe(2);
  });

  it("runs at most 40 at once, whatever is asked for", async () => {
    expect(await mostAtOnce({}, 50)).toBe(40);
    expect(await mostAtOnce({ MaxConcurrency: 100 }, 50)).toBe(40);
  });

  it("keeps the order of the items", async () => {
    const Work = async ({ arguments: item }: { readonly arguments: unknown }) => {
      for (let turn = Number(item); turn > 0; turn--) await new Promise(setImmediate);
      return Number(item);
    };
    expect((await run(mapOf({}), [5, 1, 3], { Work })).output).toEqual([5, 1, 3]);
  });

  it("fails by its own ItemSelector and stops what runs", async () => {
    const states = {
      Each: {
        Type: "Map",
        Items: [{ n: 1 }, {}],
        ItemSelector: { n: "{% $states.context.Map.Item.Value.n %}" },
        ItemProcessor: { StartAt: "Work", States: { Work: task() } },
        End: true,
      },
    };
    const outcome = await run(states, {}, { Work: () => 1 });
    expect(outcome).toMatchObject({ status: "FAILED", error: "States.QueryEvaluationError" });
    expect(outcome.cause).toContain("'ItemSelector/n' returned nothing (undefined)");
  });
});

describe("a Parallel state", () => {
  it("cancels the tasks of its other branches when one fails", async () => {
    const states = {
      Both: {
        Type: "Parallel",
        Branches: [
          { StartAt: "Slow", States: { Slow: task() } },
          { StartAt: "Stop", States: { Stop: { Type: "Fail", Error: "Stopped" } } },
        ],
        Catch: [{ ErrorEquals: ["Stopped"], Next: "Caught" }],
        End: true,
      },
      Caught: { Type: "Succeed", Output: "caught" },
    };
    const aborted: string[] = [];
    const performTask: PerformTask = ({ stateName }, signal) => {
      signal.addEventListener("abort", () => aborted.push(stateName));
      return new Promise(() => {});
    };
    const outcome = await run(states, {}, {}, { performTask });
    expect(outcome.output).toBe("caught");
    expect(aborted).toEqual(["Slow"]);
  });
});
