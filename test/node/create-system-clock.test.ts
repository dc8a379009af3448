import { afterEach, expect, it, vi } from "vitest";
import { createSystemClock } from "#node";

afterEach(() => void vi.restoreAllMocks());

/** Takes the place of setTimeout, and keeps what it was asked for. */
function heldTimers() {
  const held: { readonly callback: () => void; readonly milliseconds: number; readonly unref: () => void }[] = [];
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((callback: () => void, milliseconds: number) => {
    const timer = { callback, milliseconds, unref: vi.fn<() => void>() };
    held.push(timer);
    return timer;
  }) as never);
  return held;
}

it("waits in steps where setTimeout cannot count as far, and not at all for what is past", () => {
  const timers = heldTimers();
  const { now, at } = createSystemClock({ keepsAlive: true });
  const callback = vi.fn<() => void>();
  at(now() + 60 * 86_400_000, callback);
  expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([2 ** 31 - 1]);
  timers[0]?.callback();
  expect(callback).not.toHaveBeenCalled();
  expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([2 ** 31 - 1, 2 ** 31 - 1]);
  at(now() - 1, callback);
  expect(timers.at(-1)?.milliseconds).toBe(0);
  timers.at(-1)?.callback();
  expect(callback).toHaveBeenCalledOnce();
});

it("lets the process end while a timer is parked, where it is told so", () => {
  const timers = heldTimers();
  createSystemClock({ keepsAlive: true }).at(Date.now() + 1000, () => undefined);
  createSystemClock({ keepsAlive: false }).at(Date.now() + 1000, () => undefined);
  expect(timers[0]?.unref).not.toHaveBeenCalled();
  expect(timers[1]?.unref).toHaveBeenCalledOnce();
});
