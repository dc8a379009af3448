import { describe, expect, it } from "vitest";
import { SmallMap } from "../../src/interpreter/small-map.ts";

describe("a small map", () => {
  it("keeps its entries in the order in which they came", () => {
    const map = new SmallMap<number>();
    map.set("a", 1);
    map.set("b", 2);
    map.set("c", 3);
    map.delete("a");
    map.set("d", 4);
    expect(map.values()).toEqual([2, 3, 4]);
  });

  it("replaces, finds and forgets an entry wherever it is kept", () => {
    const map = new SmallMap<number>();
    map.set("a", 1);
    map.set("a", 2);
    map.set("b", 3);
    map.set("b", 4);
    expect([map.get("a"), map.get("b"), map.get("c")]).toEqual([2, 4, undefined]);
    expect([map.delete("b"), map.delete("b"), map.delete("a"), map.delete("a")]).toEqual([true, false, true, false]);
    expect(map.values()).toEqual([]);
  });

  it("is the same after it was cleared as a new one", () => {
    const map = new SmallMap<number>();
    map.set("a", 1);
    map.set("b", 2);
    map.clear();
    expect([map.get("a"), map.get("b"), map.values()]).toEqual([undefined, undefined, []]);
    map.set("c", 3);
    expect(map.values()).toEqual([3]);
  });

  it("gives the values of now, whatever becomes of them", () => {
    const map = new SmallMap<string>();
    map.set("a", "1");
    map.set("b", "2");
    const values = map.values();
    map.clear();
    expect(values).toEqual(["1", "2"]);
  });
});
