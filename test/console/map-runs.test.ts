import { expect, it } from "vitest";
import type { Branch } from "#asl";
import { distributedMaps, mapRunsOf } from "../../console/view-model/distributed-maps.ts";
import { itemCounts } from "../../console/view-model/item-counts.ts";

const branch = (States: object): Branch => ({ StartAt: Object.keys(States)[0] ?? "", States }) as Branch;
const pass = { Type: "Pass", End: true };
const map = (states: object, Mode: "INLINE" | "DISTRIBUTED", more: object = {}) => ({
  Type: "Map",
  ItemProcessor: { ProcessorConfig: { Mode }, ...branch(states) },
  End: true,
  ...more,
});

const inner = map({ Deep: map({ Deepest: pass }, "INLINE") }, "DISTRIBUTED", { Label: "Inner" });
const definition = branch({
  Rows: map({ Check: pass, Again: inner }, "DISTRIBUTED", { Label: "Rows" }),
  Both: { Type: "Parallel", Branches: [branch({ Files: map({ Read: pass }, "DISTRIBUTED") })], End: true },
  Some: map({ One: inner }, "INLINE"),
});
const maps = distributedMaps(definition);

it("finds the distributed Maps that an execution enters itself, and the states of their child executions", () => {
  expect(maps.map(({ name, label, inner: states }) => [name, label, [...states]])).toEqual([
    ["Rows", "Rows", ["Check", "Again", "Deep", "Deepest"]],
    ["Files", "", ["Read"]],
    ["One", "Inner", ["Deep", "Deepest"]],
  ]);
});

it("tells whose a map run is, also where Step Functions chose the label", () => {
  const runs = [{ label: "Rows" }, { label: "8f4e" }, { label: "Rows" }];
  expect(maps.map((each) => mapRunsOf(each, maps, runs).map(({ label }) => label))).toEqual([
    ["Rows", "Rows"],
    ["8f4e"],
    [],
  ]);
  expect(mapRunsOf(undefined, maps, runs)).toEqual([]);
});

it("counts items in words", () => {
  const items = { PENDING: 0, RUNNING: 0, SUCCEEDED: 998, FAILED: 2, TIMED_OUT: 0, ABORTED: 0 };
  expect(itemCounts({ items })).toBe("1,000 items: 998 succeeded, 2 failed");
  expect(itemCounts({ items: { ...items, SUCCEEDED: 0, FAILED: 0, PENDING: 1 } })).toBe("1 item: 1 waiting");
  expect(itemCounts({ items: { ...items, SUCCEEDED: 0, FAILED: 0 } })).toBe("0 items");
});
