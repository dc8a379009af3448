import { createTimeZone, nextOccurrence, parseScheduleExpression } from "#asl";
import type { StoredSchedule } from "./schedule-store.ts";

/**
 * The first occurrence of a schedule after a time, between its start and its end; undefined if none is left.
 *
 * Start and end do not count for a one-time schedule.
 */
export function nextPlanned(schedule: StoredSchedule, anchor: number, after: number): number | undefined {
  const expression = parseScheduleExpression(schedule.ScheduleExpression);
  const timeZone = createTimeZone(schedule.ScheduleExpressionTimezone ?? "UTC");
  if (expression.kind === "at") return nextOccurrence({ expression, timeZone, anchor }, after);
  const start = schedule.StartDate === undefined ? undefined : Date.parse(schedule.StartDate);
  const end = schedule.EndDate === undefined ? Infinity : Date.parse(schedule.EndDate);
  const from = start === undefined ? after : Math.max(after, start - 1);
  const next = nextOccurrence({ expression, timeZone, anchor: start ?? anchor }, from);
  return next !== undefined && next <= end ? next : undefined;
}
