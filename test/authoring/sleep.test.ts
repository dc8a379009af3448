import { describe, expect, it } from "vitest";
import { sleep, wholeSeconds } from "../../src/authoring/sleep.ts";

describe("sleep", () => {
  it.each([
    [5, 5],
    [0.25, 1],
    [4.2, 5],
    // 1.1 minutes are 66.00000000000001 seconds.
    [1.1 * 60, 66],
    [-3, 0],
    [1e12, 99_999_999],
  ])("takes %d seconds as %d", (seconds, whole) => {
    expect(wholeSeconds(seconds)).toBe(whole);
  });

  it("refuses what is no number of seconds, and units that do not exist", () => {
    expect(() => sleep(Number.NaN)).toThrow("sleep takes a number of seconds, got NaN");
    expect(() => sleep({ weeks: 1 } as object)).toThrow('sleep has no option "weeks"');
  });

  it("says what to do where no execution is under way", () => {
    expect(() => sleep({ minutes: 5 })).toThrow("outside a workflow's execution");
  });
});
