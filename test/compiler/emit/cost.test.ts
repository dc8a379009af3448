import { expect, it } from "vitest";
import type { Branch } from "#asl";
import { costOf } from "../../../src/compiler/4-emit/cost.ts";

const task = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke" } as const;

it("counts the shortest way to success and the longest to any end", () => {
  const branch: Branch = {
    StartAt: "Check",
    States: {
      Check: { Type: "Choice", Choices: [{ Condition: "{% true %}", Next: "Bad" }], Default: "Work" },
      Work: { ...task, Next: "More", Catch: [{ ErrorEquals: ["States.ALL"], Next: "Repair" }] },
      More: { ...task, End: true },
      Repair: { ...task, Next: "More" },
      Bad: { Type: "Fail" },
    },
  };
  expect(costOf(branch)).toEqual({ states: 5, shortestTransitions: 3, longestTransitions: 4, loops: [] });
});

it("counts all branches of a Parallel, and none or one item of a Map", () => {
  const branch: Branch = { StartAt: "Work", States: { Work: { ...task, End: true } } };
  const parallel: Branch = {
    StartAt: "Both",
    States: { Both: { Type: "Parallel", Branches: [branch, branch], End: true } },
  };
  const map: Branch = { StartAt: "Each", States: { Each: { Type: "Map", ItemProcessor: branch, End: true } } };
  expect(costOf(parallel)).toEqual({ states: 3, shortestTransitions: 3, longestTransitions: 3, loops: [] });
  expect(costOf(map)).toEqual({ states: 2, shortestTransitions: 1, longestTransitions: 2, loops: [] });
});

it("does not go round in circles", () => {
  const loop: Branch = {
    StartAt: "Work",
    States: {
      Work: { ...task, Next: "Again" },
      Again: { Type: "Choice", Choices: [{ Condition: "{% true %}", Next: "Work" }], Default: "End" },
      End: { Type: "Succeed" },
    },
  };
  expect(costOf(loop)).toEqual({
    states: 3,
    shortestTransitions: 3,
    longestTransitions: 3,
    loops: [{ state: "Work", eventsPerIteration: 7 }],
  });
});
