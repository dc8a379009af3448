import { describe, expect, it } from "vitest";
import { createDestinationPacer } from "../../../src/local/services/events/destination-pacer.ts";

/** Calls that end at once. */
function callAt(pacer: ReturnType<typeof createDestinationPacer>, now: number, rate = 2, arn = "a"): boolean {
  const mayCall = pacer.enter(arn, rate, now);
  if (mayCall) pacer.leave(arn);
  return mayCall;
}

describe("the pace of calls to a destination", () => {
  it("is its rate in any second, not in each second of the clock", () => {
    const pacer = createDestinationPacer(16);
    expect([0, 900, 950, 999, 1000, 1001, 1899, 1900].map((now) => callAt(pacer, now))).toEqual([
      true,
      true,
      false,
      false,
      true,
      false,
      false,
      true,
    ]);
  });

  it("is said beforehand", () => {
    const pacer = createDestinationPacer(16);
    expect([pacer.closedAt(0), pacer.nextOpenAt(0)]).toEqual([[], undefined]);
    callAt(pacer, 0, 1);
    callAt(pacer, 100, 1, "b");
    expect([pacer.closedAt(100), pacer.nextOpenAt(100)]).toEqual([["a", "b"], 1000]);
    expect([pacer.closedAt(1000), pacer.nextOpenAt(1000)]).toEqual([["b"], 1100]);
    expect([pacer.closedAt(1100), pacer.nextOpenAt(1100)]).toEqual([[], undefined]);
  });

  it("lets few be under way at a time", () => {
    const pacer = createDestinationPacer(2);
    expect([1, 2, 3].map(() => pacer.enter("a", 300, 0))).toEqual([true, true, false]);
    expect(pacer.closedAt(5000)).toEqual(["a"]);
    expect(pacer.nextOpenAt(5000)).toBeUndefined();
    pacer.leave("a");
    expect(pacer.closedAt(5000)).toEqual([]);
    expect(pacer.enter("a", 300, 5000)).toBe(true);
  });

  it("follows a rate that is changed, and a clock that is set back", () => {
    const pacer = createDestinationPacer(16);
    callAt(pacer, 10_000, 1);
    expect(callAt(pacer, 10_001, 1)).toBe(false);
    expect(callAt(pacer, 10_002, 3)).toBe(true);
    expect(callAt(pacer, 5000, 1)).toBe(true);
  });
});
