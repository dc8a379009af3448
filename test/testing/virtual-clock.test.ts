import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../src/testing/virtual-clock.ts";

describe("the virtual clock", () => {
  it("jumps from sleeper to sleeper in the order in which they wake", async () => {
    const clock = createVirtualClock(1_000);
    const woken: [string, number][] = [];
    const sleep = async (name: string, until: number): Promise<void> => {
      await clock.until(until);
      woken.push([name, clock.now()]);
    };
    await Promise.all([sleep("late", 90_000_000), sleep("soon", 2_000), sleep("past", 500)]);
    expect(woken).toEqual([
      ["past", 1_000],
      ["soon", 2_000],
      ["late", 90_000_000],
    ]);
  });

  it("stands still while work is under way", async () => {
    const clock = createVirtualClock(0);
    const order: string[] = [];
    const work = clock.during(async () => {
      // Longer than the turn in which an idle clock would jump.
      await new Promise((resolve) => void setImmediate(() => void setImmediate(resolve)));
      order.push(`worked at ${clock.now()}`);
    });
    const slept = clock.until(5_000).then(() => order.push("slept"));
    await Promise.all([work, slept]);
    expect(order).toEqual(["worked at 0", "slept"]);
  });

  it("forgets who is not waited for any more", async () => {
    const clock = createVirtualClock(0);
    const controller = new AbortController();
    void clock.until(1_000, controller.signal);
    controller.abort();
    await clock.until(3_000);
    expect(clock.now()).toBe(3_000);
  });
});
