import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Definition, graphOf, type HistoryEvent } from "#asl";
import { describe, expect, it } from "vitest";
import { takenEdges } from "../../console/view-model/taken-edges.ts";

const fixtures = join(import.meta.dirname, "../fixtures/conformance");

const read = <Content>(name: string, file: string): Content =>
  JSON.parse(readFileSync(join(fixtures, name, file), "utf8")) as Content;

/** `from → to` with how often, for what was taken. */
function ways(definition: Definition, history: readonly HistoryEvent[]): readonly string[] {
  const graph = graphOf(definition);
  return [...takenEdges(graph, history)]
    .toSorted(([left], [right]) => left - right)
    .map(([index, count]) => {
      const edge = graph.edges[index];
      return `${edge?.from} → ${edge?.to}${edge?.kind === "catch" ? " (catch)" : ""}${count > 1 ? ` ${count}×` : ""}`;
    });
}

const event = (id: number, previousEventId: number, type: HistoryEvent["type"], name: string): HistoryEvent => ({
  id,
  previousEventId,
  type,
  timestamp: id,
  ...(type.endsWith("Entered") ? { stateEnteredEventDetails: { name } } : { stateExitedEventDetails: { name } }),
});

describe("the edges that an execution took", () => {
  it("go by the catcher where an error was caught", () => {
    const name = "task-retry-then-catch";
    const taken = ways(read(name, "definition.asl.json"), read(name, "expected.history.json"));
    expect(taken.filter((way) => way.endsWith("(catch)"))).toHaveLength(1);
  });

  it("are counted in a loop, and end where the execution stands", () => {
    const definition: Definition = {
      QueryLanguage: "JSONata",
      StartAt: "Next",
      States: {
        Next: { Type: "Choice", Choices: [{ Condition: "{% $more %}", Next: "Work" }], Default: "Done" },
        Work: { Type: "Pass", Next: "Next" },
        Done: { Type: "Succeed" },
      },
    };
    const turn = (id: number): readonly HistoryEvent[] => [
      event(id, id - 1, "ChoiceStateEntered", "Next"),
      event(id + 1, id, "ChoiceStateExited", "Next"),
      event(id + 2, id + 1, "PassStateEntered", "Work"),
      event(id + 3, id + 2, "PassStateExited", "Work"),
    ];
    const history = [...turn(2), ...turn(6), ...turn(10)];
    expect(ways(definition, history)).toEqual(["$start → Next", "Next → Work 3×", "Work → Next 2×"]);
    const end = [
      event(14, 13, "ChoiceStateEntered", "Next"),
      event(15, 14, "ChoiceStateExited", "Next"),
      event(16, 15, "SucceedStateEntered", "Done"),
      event(17, 16, "SucceedStateExited", "Done"),
    ];
    expect(ways(definition, [...history, ...end])).toEqual([
      "$start → Next",
      "Next → Work 3×",
      "Next → Done",
      "Work → Next 3×",
      "Done → $end",
    ]);
  });

  it.each(readdirSync(fixtures))("lead into every state that was entered: %s", (name) => {
    const definition = read<Definition>(name, "definition.asl.json");
    const history = read<readonly HistoryEvent[]>(name, "expected.history.json");
    const graph = graphOf(definition);
    const into = new Map<string, number>();
    const seen = new Set<string>();
    for (const [index, count] of takenEdges(graph, history)) {
      const { from = "", to = "" } = graph.edges[index] ?? {};
      // Two rules of a Choice may lead to one state; they are drawn as one.
      if (to.endsWith("$end") || seen.has(`${from} ${to}`)) continue;
      seen.add(`${from} ${to}`);
      into.set(to, (into.get(to) ?? 0) + count);
    }
    const entered = new Map<string, number>();
    for (const { stateEnteredEventDetails: details } of history) {
      if (details !== undefined) entered.set(String(details["name"]), (entered.get(String(details["name"])) ?? 0) + 1);
    }
    expect(Object.fromEntries(into)).toEqual(Object.fromEntries(entered));
  });
});
