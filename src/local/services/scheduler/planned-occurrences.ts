import { createTimeZone, nextOccurrence, parseScheduleExpression } from "#asl";
import type { StoredSchedule } from "./schedule-store.ts";

/**
 * Reads once when a schedule occurs; what it gives finds the first occurrence after a time, between the schedule's start and its
 * end, and undefined if none is left.
 *
 * Start and end do not count for a one-time schedule.
 */
export function plannedOccurrences(schedule: StoredSchedule, anchor: number): (after: number) => number | undefined {
  const expression = parseScheduleExpression(schedule.ScheduleExpression);
  const timeZone = createTimeZone(schedule.ScheduleExpressionTimezone ?? "UTC");
  if (expression.kind === "at") return (after) => nextOccurrence({ expression, timeZone, anchor }, after);
  const start = schedule.StartDate === undefined ? undefined : Date.parse(schedule.StartDate);
  const end = schedule.EndDate === undefined ? Infinity : Date.parse(schedule.EndDate);
  const recurrence = { expression, timeZone, anchor: start ?? anchor };
  return (after) => {
    const from = start === undefined ? after : Math.max(after, start - 1);
    const next = nextOccurrence(recurrence, from);
    return next !== undefined && next <= end ? next : undefined;
  };
}
