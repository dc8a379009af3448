import { afterEach, expect, it, vi } from "vitest";
import { createSystemClock } from "#node";

afterEach(() => void vi.useRealTimers());

it("waits longer than setTimeout can, and not at all for what is past", () => {
  vi.useFakeTimers();
  const { now, at } = createSystemClock({ keepsAlive: true });
  const fired: string[] = [];
  const inDays = (days: number): number => now() + days * 86_400_000;
  at(inDays(60), () => fired.push("in 60 days"));
  at(inDays(-1), () => fired.push("yesterday"));
  const cancel = at(inDays(50), () => fired.push("never"));
  vi.advanceTimersByTime(1);
  expect(fired).toEqual(["yesterday"]);
  vi.advanceTimersByTime(30 * 86_400_000);
  cancel();
  vi.advanceTimersByTime(29 * 86_400_000);
  expect(fired).toEqual(["yesterday"]);
  vi.advanceTimersByTime(86_400_000);
  expect(fired).toEqual(["yesterday", "in 60 days"]);
});
