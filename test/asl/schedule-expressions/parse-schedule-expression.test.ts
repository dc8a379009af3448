import { describe, expect, it } from "vitest";
import { createTimeZone, parseScheduleExpression, ScheduleExpressionError } from "#asl";

function faultOf(text: string): string {
  try {
    parseScheduleExpression(text);
    return "none";
  } catch (error) {
    if (error instanceof ScheduleExpressionError) return error.message;
    throw error;
  }
}

describe("a schedule expression", () => {
  it.each([
    ["rate(1 minute)", 60_000],
    ["rate(5 minutes)", 300_000],
    ["rate(1 hours)", 3_600_000],
    ["rate(2 days)", 172_800_000],
  ])("%s is a rate", (text, everyMs) => {
    expect(parseScheduleExpression(text)).toEqual({ kind: "rate", everyMs });
  });

  it.each([
    "cron(0 10 * * ? *)",
    "cron(15 12 * * ? *)",
    "cron(0 18 ? * MON-FRI *)",
    "cron(0/15 * * * ? *)",
    "cron(0/5 8-17 ? * mon-fri 2026-2030)",
    "cron(0 9 ? * 2#1 *)",
    "cron(0 9 ? * FRI#5 *)",
    "cron(0 9 ? * FRIL *)",
    "cron(0 9 ? * L *)",
    "cron(0 9 L JAN,MAR ? *)",
    "cron(0 9 15W * ? *)",
    "cron(0-15/1 8-8 ? * 2,3,4,5,6,7 *)",
    "cron(1-31/30 1-1 ? * 1,7 *)",
    "cron(*/20 0 1,15 1/3 ? 1970,2199)",
    "cron(0  9\t1 * ? *)",
    "at(2028-02-29T23:59:59)",
  ])("%s is taken", (text) => {
    expect(faultOf(text)).toBe("none");
  });

  it.each([
    ["every 5 minutes", "a schedule is rate(…), cron(…) or at(…)"],
    ["Rate(5 minutes)", "a schedule is rate(…), cron(…) or at(…)"],
    ["rate(0 minutes)", "a whole number of minutes, hours or days"],
    ["rate(1.5 hours)", "a whole number of minutes, hours or days"],
    ["rate(5 seconds)", "a whole number of minutes, hours or days"],
    ["rate(99999999999 days)", "a whole number of minutes, hours or days"],
    ["cron(0 10 * * ?)", "a cron has six fields (minutes hours day-of-month month day-of-week year), got 5"],
    ["cron()", "got 0"],
    ["cron(0 10 * * * *)", "one of day of month and day of week must be ?, and only one, got * and *"],
    ["cron(0 10 ? * ? *)", "one of day of month and day of week must be ?"],
    ["cron(60 10 * * ? *)", "minutes is 0 to 59, got 60"],
    ["cron(0 24 * * ? *)", "hours is 0 to 23, got 24"],
    ["cron(0 10 0 * ? *)", "day of month is 1 to 31, got 0"],
    ["cron(0 10 ? 13 1 *)", "month is 1 to 12 or JAN to DEC, got 13"],
    ["cron(0 10 ? * 0 *)", "day of week is 1 to 7 or SUN to SAT, got 0"],
    ["cron(0 10 ? * FRI-MON *)", "must go up, got FRI-MON"],
    ["cron(0 10 ? * 3#1,6#3 *)", "day of week is 1 to 7"],
    ["cron(0 10 ? * 3#6 *)", "after # comes 1 to 5"],
    ["cron(0 10 32W * ? *)", "day of month is 1 to 31"],
    ["cron(0 10 1,L * ? *)", "day of month is 1 to 31"],
    ["cron(0 10 * * ? 1969)", "year is 1970 to 2199"],
    ["cron(0/0 10 * * ? *)", "the step in minutes must be 1 to 59"],
    ["cron(1-2-3 10 * * ? *)", "minutes is 0 to 59"],
    ["cron(, 10 * * ? *)", "minutes is 0 to 59"],
    ["cron(-1 10 * * ? *)", "minutes is 0 to 59"],
    ["cron(? 10 * * ? *)", "minutes is 0 to 59, got ?"],
    ["at(2026-02-30T00:00:00)", "a date that exists"],
    ["at(2026-02-28T00:00:00Z)", "without a zone"],
    ["at(2026-02-28)", "a date that exists"],
  ])("rejects %s", (text, message) => {
    expect(faultOf(text)).toContain(message);
  });

  it.each(["Europe/Nowhere", "+01:00", "", "local"])("rejects the time zone %j", (name) => {
    expect(() => createTimeZone(name)).toThrow(ScheduleExpressionError);
  });
});
