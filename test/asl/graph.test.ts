import { describe, expect, it } from "vitest";
import { graphOf } from "#asl";
import type { Definition } from "#asl";

describe("graphOf", () => {
  it("draws every way from state to state, and the ends", () => {
    const definition: Definition = {
      StartAt: "Decide",
      States: {
        Decide: { Type: "Choice", Choices: [{ Condition: "{% $x %}", Next: "Work" }], Default: "Done" },
        Work: {
          Type: "Task",
          Resource: "r",
          Catch: [{ ErrorEquals: ["A", "B"], Next: "Done" }],
          Next: "Decide",
        },
        Done: { Type: "Succeed" },
      },
    };
    expect(graphOf(definition)).toEqual({
      nodes: [
        { id: "$start", name: "", type: "start" },
        { id: "Decide", name: "Decide", type: "Choice" },
        { id: "Work", name: "Work", type: "Task" },
        { id: "Done", name: "Done", type: "Succeed" },
        { id: "$end", name: "", type: "end" },
      ],
      edges: [
        { from: "$start", to: "Decide", kind: "next" },
        { from: "Decide", to: "Work", kind: "choice", label: "{% $x %}" },
        { from: "Decide", to: "Done", kind: "default" },
        { from: "Work", to: "Decide", kind: "next" },
        { from: "Work", to: "Done", kind: "catch", label: "A, B" },
        { from: "Done", to: "$end", kind: "next" },
      ],
    });
  });

  it("draws branches inside of their state, each with its own ends", () => {
    const branch = (name: string) => ({ StartAt: name, States: { [name]: { Type: "Pass", End: true } as const } });
    const definition: Definition = {
      StartAt: "Both",
      States: { Both: { Type: "Parallel", Branches: [branch("One"), branch("Two")], End: true } },
    };
    const { nodes, edges } = graphOf(definition);
    expect(nodes.filter(({ parent }) => parent === "Both").map(({ id, branch: index }) => [id, index])).toEqual([
      ["Both/0/$start", 0],
      ["One", 0],
      ["Both/0/$end", 0],
      ["Both/1/$start", 1],
      ["Two", 1],
      ["Both/1/$end", 1],
    ]);
    expect(edges).toContainEqual({ from: "Two", to: "Both/1/$end", kind: "next" });
    expect(edges).toContainEqual({ from: "Both", to: "$end", kind: "next" });
  });

  it("draws JSONPath: what a rule compares, and the states of an older Map", () => {
    const definition = {
      StartAt: "Decide",
      States: {
        Decide: { Type: "Choice", Choices: [{ Variable: "$.n", NumericEquals: 1, Next: "Each" }], Default: "Each" },
        Each: { Type: "Map", Iterator: { StartAt: "Work", States: { Work: { Type: "Pass", End: true } } }, End: true },
      },
    } as unknown as Definition;
    const { nodes, edges } = graphOf(definition);
    expect(nodes).toContainEqual({ id: "Work", name: "Work", type: "Pass", parent: "Each", branch: 0 });
    const label = '{"Variable":"$.n","NumericEquals":1}';
    expect(edges).toContainEqual({ from: "Decide", to: "Each", kind: "choice", label });
  });
});
