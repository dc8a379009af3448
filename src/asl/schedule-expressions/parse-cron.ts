import { parseCronField } from "./cron-field.ts";
import type { CronFieldRange } from "./cron-field.ts";
import { ScheduleExpressionError } from "./schedule-expression.ts";
import type { Cron, CronDays } from "./schedule-expression.ts";

// AWS's cron has six fields: minutes, hours, day of month, month, day of week, year. Its days of the week begin with 1 for
// Sunday, and one of both days must be `?`.

const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const ranges = {
  minutes: { name: "minutes", from: 0, to: 59 },
  hours: { name: "hours", from: 0, to: 23 },
  dayOfMonth: { name: "day of month", from: 1, to: 31 },
  month: { name: "month", from: 1, to: 12, names: months },
  dayOfWeek: { name: "day of week", from: 1, to: 7, names: weekdays },
  year: { name: "year", from: 1970, to: 2199 },
} as const satisfies Readonly<Record<string, CronFieldRange>>;

/** Reads the six fields between the parentheses of `cron(…)`; throws `ScheduleExpressionError`. */
export function parseCron(text: string): Cron {
  const fields = text.trim().split(/\s+/);
  const [minutes, hours, dayOfMonth, month, dayOfWeek, year] = fields;
  if (
    fields.length !== 6 ||
    minutes === undefined ||
    hours === undefined ||
    dayOfMonth === undefined ||
    month === undefined ||
    dayOfWeek === undefined ||
    year === undefined
  ) {
    throw new ScheduleExpressionError(
      `a cron has six fields (minutes hours day-of-month month day-of-week year), got ${text.trim() === "" ? 0 : fields.length}`,
    );
  }
  return {
    minutes: parseCronField(ranges.minutes, minutes),
    hours: parseCronField(ranges.hours, hours),
    days: parseDays(dayOfMonth, dayOfWeek),
    months: parseCronField(ranges.month, month),
    years: parseCronField(ranges.year, year),
  };
}

function parseDays(ofMonth: string, ofWeek: string): CronDays {
  if ((ofMonth === "?") === (ofWeek === "?")) {
    throw new ScheduleExpressionError(
      `one of day of month and day of week must be ?, and only one, got ${ofMonth} and ${ofWeek}`,
    );
  }
  return ofWeek === "?" ? parseDaysOfMonth(ofMonth) : parseDaysOfWeek(ofWeek);
}

function parseDaysOfMonth(text: string): CronDays {
  if (text.toUpperCase() === "L") return { kind: "lastDayOfMonth" };
  const weekday = /^(\d{1,2})W$/i.exec(text)?.[1];
  if (weekday === undefined) return { kind: "daysOfMonth", days: parseCronField(ranges.dayOfMonth, text) };
  return { kind: "nearestWeekday", day: parseOne(ranges.dayOfMonth, weekday) };
}

function parseDaysOfWeek(text: string): CronDays {
  // Alone, `L` is the last day of the week.
  if (text.toUpperCase() === "L") return { kind: "daysOfWeek", days: [ranges.dayOfWeek.to] };
  const last = /^(\d|[A-Z]{3})L$/i.exec(text)?.[1];
  if (last !== undefined) return { kind: "lastDayOfWeek", day: parseOne(ranges.dayOfWeek, last) };
  const [, day, nth] = /^(\d|[A-Z]{3})#(\d)$/i.exec(text) ?? [];
  if (day === undefined || nth === undefined) {
    return { kind: "daysOfWeek", days: parseCronField(ranges.dayOfWeek, text) };
  }
  const number = Number(nth);
  if (number < 1 || number > 5) throw new ScheduleExpressionError(`after # comes 1 to 5, got ${text}`);
  return { kind: "nthDayOfWeek", day: parseOne(ranges.dayOfWeek, day), nth: number };
}

function parseOne(range: CronFieldRange, text: string): number {
  const [value = range.from] = parseCronField(range, text);
  return value;
}
