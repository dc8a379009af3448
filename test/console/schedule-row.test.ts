import { expect, it } from "vitest";
import { scheduleRow } from "../../console/view-model/schedule-row.ts";

const now = Date.parse("2026-01-05T08:00:00Z");
const schedule = {
  name: "s",
  starts: "report",
  expression: "rate(1 hour)",
  timeZone: "UTC",
  isEnabled: true,
  nextAt: null,
  lastAt: null,
  lastError: null,
} as const;

it.each([
  [now + 90_000, "in 1 min 30 s"],
  [now + 30 * 3_600_000, "in 30 h 0 min"],
  [now + 50 * 3_600_000, "in 2 days"],
  [now - 1, "now"],
])("says how long it is until %i: %s", (nextAt, next) => {
  expect(scheduleRow({ ...schedule, nextAt }, now).next).toBe(next);
});

it("says why a schedule never starts", () => {
  expect(scheduleRow(schedule, now)).toEqual({ next: "never again", last: "", hasFailed: false });
  expect(scheduleRow({ ...schedule, isEnabled: false }, now).next).toBe("disabled");
});

it("says how the last start went", () => {
  expect(scheduleRow({ ...schedule, lastAt: now }, now)).toMatchObject({ last: "ok", hasFailed: false });
  const failed = { ...schedule, lastAt: now, lastError: "AccessDenied: no" };
  expect(scheduleRow(failed, now)).toMatchObject({ last: "AccessDenied: no", hasFailed: true });
});
