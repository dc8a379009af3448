import type { Cron, CronDays, WallTime } from "./schedule-expression.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const minuteMs = 60_000;

/** The first minute after a time, on the same clock, that a cron names; undefined if none is left. */
export function nextCronTime(cron: Cron, after: WallTime): WallTime | undefined {
  const start = new Date(Math.floor(after / minuteMs) * minuteMs + minuteMs);
  const [startYear, startMonth] = [start.getUTCFullYear(), start.getUTCMonth() + 1];
  for (const year of cron.years) {
    if (year < startYear) continue;
    for (const month of cron.months) {
      if (year === startYear && month < startMonth) continue;
      for (const day of daysIn(cron.days, year, month)) {
        const time = nextTimeOnDay(cron, Date.UTC(year, month - 1, day), start.getTime());
        if (time !== undefined) return time;
      }
    }
  }
  return undefined;
}

function nextTimeOnDay({ hours, minutes }: Cron, day: number, start: number): WallTime | undefined {
  if (day + dayMs <= start) return undefined;
  for (const hour of hours) {
    const atHour = day + hour * hourMs;
    if (atHour + hourMs <= start) continue;
    for (const minute of minutes) {
      const time = atHour + minute * minuteMs;
      if (time >= start) return time;
    }
  }
  return undefined;
}

/** The days of one month, in order. */
function daysIn(days: CronDays, year: number, month: number): readonly number[] {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  switch (days.kind) {
    case "daysOfMonth":
      return days.days.filter((day) => day <= last);
    case "lastDayOfMonth":
      return [last];
    case "nearestWeekday":
      return days.day > last ? [] : [nearestWeekday(year, month, days.day, last)];
    case "daysOfWeek":
      return numbersTo(last).filter((day) => days.days.includes(weekday(year, month, day)));
    case "nthDayOfWeek":
      return numbersTo(last).filter((day) => weekday(year, month, day) === days.day && Math.ceil(day / 7) === days.nth);
    case "lastDayOfWeek":
      return numbersTo(last).filter((day) => weekday(year, month, day) === days.day && day + 7 > last);
  }
}

const numbersTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);

/** 1 is Sunday. */
const weekday = (year: number, month: number, day: number): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;

/** Saturday goes to Friday, Sunday to Monday, unless that would leave the month. */
function nearestWeekday(year: number, month: number, day: number, last: number): number {
  switch (weekday(year, month, day)) {
    case 7:
      return day === 1 ? 3 : day - 1;
    case 1:
      return day === last ? day - 2 : day + 1;
    default:
      return day;
  }
}
