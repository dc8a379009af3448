import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTimeZone, nextOccurrence, parseScheduleExpression } from "#asl";
import type { Recurrence } from "#asl";
import { bruteForceTimes } from "./brute-force-times.ts";

function recurrence(text: string, zone = "UTC", anchor = 0): Recurrence {
  return { expression: parseScheduleExpression(text), timeZone: createTimeZone(zone), anchor };
}

/** The next occurrences after a time, as ISO texts. */
function occurrences(text: string, after: string, count: number, zone = "UTC"): readonly string[] {
  const found: string[] = [];
  let at: number | undefined = Date.parse(after);
  while (found.length < count) {
    at = nextOccurrence(recurrence(text, zone), at);
    if (at === undefined) break;
    found.push(new Date(at).toISOString().replace(":00.000Z", "Z"));
  }
  return found;
}

describe("the next occurrences", () => {
  it.each([
    ["cron(0 10 * * ? *)", ["2026-01-31T10:00Z", "2026-02-01T10:00Z", "2026-02-02T10:00Z"]],
    ["cron(0/20 10 31 * ? *)", ["2026-01-31T10:00Z", "2026-01-31T10:20Z", "2026-01-31T10:40Z", "2026-03-31T10:00Z"]],
    ["cron(0 18 ? * MON-FRI *)", ["2026-02-02T18:00Z", "2026-02-03T18:00Z"]],
    ["cron(0 8 1 * ? *)", ["2026-02-01T08:00Z", "2026-03-01T08:00Z"]],
    ["cron(0 0 L * ? *)", ["2026-02-28T00:00Z", "2026-03-31T00:00Z"]],
    ["cron(0 0 29 2 ? *)", ["2028-02-29T00:00Z", "2032-02-29T00:00Z"]],
    ["cron(0 0 ? * 3#2 *)", ["2026-02-10T00:00Z", "2026-03-10T00:00Z"]],
    ["cron(0 0 ? * FRI#5 *)", ["2026-05-29T00:00Z", "2026-07-31T00:00Z"]],
    ["cron(0 0 ? * FRIL *)", ["2026-02-27T00:00Z", "2026-03-27T00:00Z"]],
    ["cron(0 0 ? * L *)", ["2026-02-07T00:00Z", "2026-02-14T00:00Z"]],
    // 1 February 2026 is a Sunday, 1 August a Saturday, 31 May a Sunday.
    ["cron(0 0 1W 2,8 ? 2026)", ["2026-02-02T00:00Z", "2026-08-03T00:00Z"]],
    ["cron(0 0 31W 5,10 ? 2026)", ["2026-05-29T00:00Z", "2026-10-30T00:00Z"]],
    ["cron(0 0 15W 2,3,8 ? 2026)", ["2026-02-16T00:00Z", "2026-03-16T00:00Z", "2026-08-14T00:00Z"]],
    ["cron(0 0 31W 2 ? *)", []],
    ["cron(0 0 30 2 ? *)", []],
    ["cron(0 0 1 1 ? 2025)", []],
    ["at(2026-02-01T10:00:00)", ["2026-02-01T10:00Z"]],
    ["at(2026-01-31T09:59:00)", []],
  ])("of %s are %j", (text, expected) => {
    expect(occurrences(text, "2026-01-31T09:59:59Z", Math.max(1, expected.length))).toEqual(expected);
  });

  it("of a rate begin with its anchor and go on from there", () => {
    const anchor = Date.parse("2026-01-01T00:00:30Z");
    const rate = recurrence("rate(5 minutes)", "UTC", anchor);
    expect(nextOccurrence(rate, 0)).toBe(anchor);
    expect(nextOccurrence(rate, anchor)).toBe(anchor + 300_000);
    expect(nextOccurrence(rate, anchor + 299_999)).toBe(anchor + 300_000);
    expect(nextOccurrence(rate, anchor + 300_000)).toBe(anchor + 600_000);
  });
});

describe("where clocks are changed", () => {
  it("skips a time over which they are put forward", () => {
    // Vienna, 29 March 2026: 02:00 becomes 03:00.
    expect(occurrences("cron(30 2 * * ? *)", "2026-03-27T12:00:00Z", 3, "Europe/Vienna")).toEqual([
      "2026-03-28T01:30Z",
      "2026-03-30T00:30Z",
      "2026-03-31T00:30Z",
    ]);
    expect(occurrences("at(2026-03-29T02:30:00)", "2026-01-01T00:00:00Z", 1, "Europe/Vienna")).toEqual([]);
  });

  it("occurs once at a time that they show twice", () => {
    // New York, 1 November 2026: 02:00 becomes 01:00.
    expect(occurrences("cron(30 1 * * ? *)", "2026-10-31T12:00:00Z", 2, "America/New_York")).toEqual([
      "2026-11-01T05:30Z",
      "2026-11-02T06:30Z",
    ]);
    expect(occurrences("cron(0/30 * * * ? *)", "2026-11-01T05:00:00Z", 3, "America/New_York")).toEqual([
      "2026-11-01T05:30Z",
      "2026-11-01T07:00Z",
      "2026-11-01T07:30Z",
    ]);
    expect(occurrences("at(2026-11-01T01:30:00)", "2026-01-01T00:00:00Z", 1, "America/New_York")).toEqual([
      "2026-11-01T05:30Z",
    ]);
  });

  it("keeps the hour of the day through the year, and half-hour zones their minutes", () => {
    expect(occurrences("cron(0 8 1 1,7 ? *)", "2026-01-01T00:00:00Z", 2, "Europe/Vienna")).toEqual([
      "2026-01-01T07:00Z",
      "2026-07-01T06:00Z",
    ]);
    expect(occurrences("cron(0 8 1 1 ? *)", "2026-01-01T00:00:00Z", 1, "Asia/Kolkata")).toEqual(["2026-01-01T02:30Z"]);
  });

  it("counts a day of a rate as 24 hours", () => {
    const anchor = Date.parse("2026-03-28T12:00:00Z");
    expect(nextOccurrence(recurrence("rate(1 day)", "Europe/Vienna", anchor), anchor)).toBe(anchor + 86_400_000);
  });

  it("passes over a day that a place skipped", () => {
    // Samoa had no 30 December 2011.
    expect(occurrences("cron(0 12 * * ? *)", "2011-12-29T00:00:00Z", 3, "Pacific/Apia")).toEqual([
      "2011-12-29T22:00Z",
      "2011-12-30T22:00Z",
      "2011-12-31T22:00Z",
    ]);
  });
});

describe("the next occurrence of any cron", () => {
  const field = (from: number, to: number): fc.Arbitrary<string> => {
    const value = fc.integer({ min: from, max: to });
    const span = fc.tuple(value, value).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
    const step = fc.integer({ min: 1, max: Math.min(to, 20) });
    const part = fc.oneof(
      value.map(String),
      span,
      fc.tuple(fc.oneof(fc.constant("*"), value.map(String), span), step).map(([head, width]) => `${head}/${width}`),
    );
    return fc.oneof(
      { weight: 2, arbitrary: fc.constant("*") },
      { weight: 3, arbitrary: fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(",")) },
    );
  };
  const weekday = fc.integer({ min: 1, max: 7 });
  const days = fc.oneof(
    fc
      .oneof(
        field(1, 31),
        fc.constant("L"),
        fc.integer({ min: 1, max: 31 }).map((day) => `${day}W`),
      )
      .map((day) => [day, "?"] as const),
    fc
      .oneof(
        field(1, 7),
        fc.constant("L"),
        weekday.map((day) => `${day}L`),
        fc.tuple(weekday, fc.integer({ min: 1, max: 5 })).map(([day, nth]) => `${day}#${nth}`),
      )
      .map((day) => ["?", day] as const),
  );
  const cron = fc
    .tuple(field(0, 59), field(0, 23), days, field(1, 12))
    .map(([minutes, hours, [ofMonth, ofWeek], month]) => `cron(${minutes} ${hours} ${ofMonth} ${month} ${ofWeek} *)`);
  const zone = fc.constantFrom("UTC", "Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu");
  // Around the changes of clocks of 2026 as well as anywhere.
  const start = fc.oneof(
    fc
      .constantFrom(
        "2026-03-08T00:00Z",
        "2026-03-28T20:00Z",
        "2026-04-04T10:00Z",
        "2026-10-03T10:00Z",
        "2026-10-24T20:00Z",
        "2026-11-01T00:00Z",
      )
      .map((text) => Date.parse(text)),
    fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2029, 0) }),
  );

  it("agrees with a scan of every minute of four days", () => {
    fc.assert(
      fc.property(cron, zone, start, (text, name, from) => {
        const to = from + 4 * 86_400_000;
        const found: number[] = [];
        const schedule = recurrence(text, name);
        for (let at = nextOccurrence(schedule, from); at !== undefined && at <= to; at = nextOccurrence(schedule, at)) {
          found.push(at);
        }
        expect(found).toEqual(bruteForceTimes(text, name, from, to));
      }),
      { numRuns: 60 },
    );
  });

  it("lies strictly later than the one before", () => {
    fc.assert(
      fc.property(cron, zone, start, (text, name, from) => {
        const schedule = recurrence(text, name);
        let at = from;
        for (let count = 0; count < 20; count++) {
          const next = nextOccurrence(schedule, at);
          if (next === undefined) break;
          expect(next).toBeGreaterThan(at);
          at = next;
        }
      }),
      { numRuns: 200 },
    );
  });
});
