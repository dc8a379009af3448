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

  it("starts no more iterations once it failed and was caught", async () => {
    const ItemProcessor = { StartAt: "Leaf", States: { Leaf: pass("{% $states.input = 2 ? $error('no') : 1 %}") } };
    const selector = "{% $states.context.Map.Item.Value = 1 ? $error('no') : 1 %}";
    for (const more of [{ ItemSelector: selector }, { MaxConcurrency: 2 }]) {
      const Each = {
        Type: "Map",
        Items: [1, 2, 3],
        ItemProcessor,
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "After" }],
      };
      const outcome = await run({
        Each: { ...Each, ...more, End: true },
        After: { Type: "Wait", Seconds: 1, Output: "caught", End: true },
      });
      expect(outcome).toMatchObject({ status: "SUCCEEDED", output: "caught" });
    }
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
    const performTask: PerformTask = ({ stateName }, { signal }) => {
      signal.addEventListener("abort", () => aborted.push(stateName));
      return new Promise(() => {});
    };
    const outcome = await run(states, {}, {}, { performTask });
    expect(outcome.output).toBe("caught");
    expect(aborted).toEqual(["Slow"]);
  });

  it("stops branches inside of its branches, and writes that it did", async () => {
    const deep = {
      Type: "Map",
      ItemProcessor: { StartAt: "Deep", States: { Deep: { Type: "Wait", Seconds: 9, End: true } } },
      End: true,
    };
    const states = {
      Both: {
        Type: "Parallel",
        Branches: [
          { StartAt: "Each", States: { Each: deep } },
          { StartAt: "Work", States: { Work: task() } },
        ],
        End: true,
      },
    };
    const { history, status } = await run(states, [1, 2]);
    const failedId = history.find(({ type }) => type === "TaskFailed")?.id ?? 0;
    const after = history.filter(({ id }) => id > failedId).map(({ type }) => type);
    expect(status).toBe("FAILED");
    expect(after).toEqual([
      "TaskStateAborted",
      "MapIterationAborted",
      "WaitStateAborted",
      "MapIterationAborted",
      "WaitStateAborted",
      "MapStateAborted",
      "ParallelStateFailed",
      "ExecutionFailed",
    ]);
  });

  it("fails for good where its catcher cannot be evaluated", async () => {
    const states = {
      Both: {
        Type: "Parallel",
        Branches: [{ StartAt: "Stop", States: { Stop: { Type: "Fail", Error: "Stopped" } } }],
        Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $states.errorOutput.none %}", Next: "Caught" }],
        End: true,
      },
      Caught: { Type: "Succeed" },
    };
    const outcome = await run(states);
    expect(outcome).toMatchObject({ status: "FAILED", error: "States.QueryEvaluationError" });
    expect(outcome.cause).toContain("specified for the field 'Catch[0]/Output' returned nothing (undefined)");
  });

  it("lets each level catch what the one below did not", async () => {
    const inner = {
      Type: "Parallel",
      Branches: [{ StartAt: "Stop", States: { Stop: { Type: "Fail", Error: "Deep", Cause: "down" } } }],
      Catch: [{ ErrorEquals: ["Other"], Next: "Never" }],
      End: true,
    };
    const states = {
      Outer: {
        Type: "Parallel",
        Branches: [{ StartAt: "Inner", States: { Inner: inner, Never: { Type: "Succeed" } } }],
        Catch: [{ ErrorEquals: ["Deep"], Assign: { error: "{% $states.errorOutput %}" }, Next: "Caught" }],
        End: true,
      },
      Caught: { Type: "Succeed", Output: "{% $error %}" },
    };
    expect((await run(states)).output).toEqual({ Error: "Deep", Cause: "down" });
  });
});
