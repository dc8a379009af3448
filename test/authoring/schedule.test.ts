import { anyOf, schedule } from "millrace";
import { describe, expect, it } from "vitest";

describe("schedule.rate", () => {
  it.each([
    [{ minutes: 1 }, "rate(1 minute)"],
    [{ minutes: 90 }, "rate(90 minutes)"],
    [{ hours: 1, minutes: 60 }, "rate(2 hours)"],
    [{ hours: 24 }, "rate(1 day)"],
    [{ days: 2 }, "rate(2 days)"],
    [{ hours: 0.5 }, "rate(30 minutes)"],
  ])("writes %j as AWS does: %s", (pace, expression) => {
    expect(schedule.rate(pace)).toMatchObject({ type: "schedule", expression, timeZone: "UTC", name: "schedule" });
  });

  it.each([
    [{}, "at least one"],
    [{ minutes: 0 }, "at least one"],
    [{ minutes: 1.5 }, "whole minutes"],
    [{ minutes: -5 }, "at least one"],
    [{ seconds: 5 }, 'no option "seconds"'],
  ])("refuses %j", (pace, message) => {
    expect(() => schedule.rate(pace as object)).toThrow(message);
  });
});

describe("schedule.cron and schedule.at", () => {
  it("keep the expression, the zone and the options", () => {
    const options = { name: "opening", timeZone: "Europe/Vienna", flexibleMinutes: 15, maximumDelayMinutes: 60 };
    expect(schedule.cron("0 8 ? * MON-FRI *", options)).toMatchObject({
      detailType: "Scheduled Event",
      expression: "cron(0 8 ? * MON-FRI *)",
      ...options,
    });
    expect(schedule.at("2026-12-31T23:00:00", { timeZone: "Asia/Tokyo" })).toMatchObject({
      expression: "at(2026-12-31T23:00:00)",
      timeZone: "Asia/Tokyo",
    });
  });

  it.each([
    ["five fields", () => schedule.cron("0 8 * * *"), "schedule.cron: a cron has six fields"],
    ["a day that no month has", () => schedule.cron("0 8 31 2 ? *"), '"0 8 31 2 ? *" never occurs'],
    ["a place that is none", () => schedule.cron("0 8 * * ? *", { timeZone: "Wien" }), "there is no time zone Wien"],
    ["a time with a zone", () => schedule.at("2026-12-31T23:00:00Z"), "schedule.at: a time is a date that exists"],
    [
      "a time that clocks leave out",
      () => schedule.at("2026-03-29T02:30:00", { timeZone: "Europe/Vienna" }),
      "clocks in Europe/Vienna are put forward over 2026-03-29T02:30:00",
    ],
    ["a window of two days", () => schedule.cron("0 8 * * ? *", { flexibleMinutes: 2880 }), "flexibleMinutes must be"],
    ["no delay at all", () => schedule.rate({ days: 1 }, { maximumDelayMinutes: 0 }), "maximumDelayMinutes must be"],
    [
      "a name that is no id",
      () => schedule.rate({ days: 1 }, { name: "Every Day" }),
      "a schedule's name must be kebab-case",
    ],
    ["an option that is none", () => schedule.at("2026-12-31T23:00:00", { zone: "UTC" } as object), 'no option "zone"'],
  ])("refuse %s", (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe("several schedules of one workflow", () => {
  it("are told apart by their names", () => {
    const nightly = schedule.cron("0 2 * * ? *", { name: "nightly" });
    const often = schedule.rate({ minutes: 5 }, { name: "often" });
    expect(anyOf(nightly, often).triggers).toHaveLength(2);
    expect(() => anyOf(often, schedule.rate({ minutes: 6 }, { name: "often" }))).toThrow(
      'anyOf has two schedules of the name "often"',
    );
  });
});
