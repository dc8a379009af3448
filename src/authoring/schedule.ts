import { createTimeZone, nextOccurrence, parseScheduleExpression } from "#asl";
import { kind } from "./kind.ts";
import { checkName, checkOptions } from "./names.ts";
import type { ScheduleTrigger } from "./trigger.ts";

/** Options of `schedule.rate`. */
export interface ScheduleOptions<Name extends string> {
  /** Tells the schedules of one workflow apart: the event's `detail.schedule`. Kebab-case. @default "schedule" */
  readonly name?: Name;
  /** Starts somewhere within so many minutes, 1 to 1440, so that not everything starts at once. @default on the minute */
  readonly flexibleMinutes?: number;
  /** How late an occurrence may still start an execution, in minutes from 1 to 1440. @default 1440, a day */
  readonly maximumDelayMinutes?: number;
}

/** Options of `schedule.cron` and `schedule.at`. */
export interface TimedScheduleOptions<Name extends string> extends ScheduleOptions<Name> {
  /** The place whose clocks are meant, for instance "Europe/Vienna". @default "UTC" */
  readonly timeZone?: string;
}

/** A pace; its members are added up. */
export interface Pace {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
}

/**
 * Starts executions by the clock, with EventBridge Scheduler.
 *
 * @example
 * trigger: schedule.cron("0 8 ? * MON-FRI *", { timeZone: "Europe/Vienna" })
 */
export const schedule = { rate, cron, at } as const;

/**
 * Starts an execution at once when it is deployed or changed, and then at a regular pace. A day is 24 hours.
 *
 * @example
 * trigger: schedule.rate({ minutes: 15 })
 */
function rate<const Name extends string = "schedule">(
  pace: Pace,
  options: ScheduleOptions<Name> = {},
): ScheduleTrigger<Name> {
  checkOptions("schedule.rate", pace, ["days", "hours", "minutes"]);
  const { days = 0, hours = 0, minutes = 0 } = pace;
  const total = (days * 24 + hours) * 60 + minutes;
  if (!Number.isSafeInteger(total) || total < 1) {
    throw new TypeError(`schedule.rate takes whole minutes, at least one, got ${JSON.stringify(pace)}`);
  }
  checkOptions("schedule.rate", options, ["name", "flexibleMinutes", "maximumDelayMinutes"]);
  return trigger("schedule.rate", `rate(${paceText(total)})`, options);
}

/**
 * Starts an execution whenever the clocks of the time zone show such a time: minutes, hours, day of month, month, day of week and
 * year, in AWS's dialect of cron. One of both days is `?`.
 *
 * @example
 * trigger: schedule.cron("0/30 8-17 ? * MON-FRI *", { timeZone: "America/New_York" })
 */
function cron<const Name extends string = "schedule">(
  fields: string,
  options: TimedScheduleOptions<Name> = {},
): ScheduleTrigger<Name> {
  return timed("schedule.cron", `cron(${fields})`, options, `schedule.cron: ${JSON.stringify(fields)} never occurs`);
}

/**
 * Starts one execution at a time that the clocks of the time zone show, and none if that has passed when it is deployed.
 *
 * @example
 * trigger: schedule.at("2026-12-31T23:00:00", { timeZone: "Europe/Vienna" })
 */
function at<const Name extends string = "schedule">(
  time: string,
  options: TimedScheduleOptions<Name> = {},
): ScheduleTrigger<Name> {
  const { timeZone = "UTC" } = options;
  const skipped = `schedule.at: clocks in ${timeZone} are put forward over ${time}`;
  return timed("schedule.at", `at(${time})`, options, skipped);
}

function timed<Name extends string>(
  what: string,
  expression: string,
  options: TimedScheduleOptions<Name>,
  never: string,
): ScheduleTrigger<Name> {
  checkOptions(what, options, ["name", "timeZone", "flexibleMinutes", "maximumDelayMinutes"]);
  const { timeZone: name = "UTC", ...others } = options;
  const parts = readParts(what, expression, name);
  // AWS takes it, and nothing ever comes of it.
  if (nextOccurrence({ ...parts, anchor: 0 }, 0) === undefined) throw new TypeError(never);
  return { ...trigger(what, expression, others), timeZone: name };
}

function readParts(what: string, expression: string, timeZone: string) {
  try {
    return { expression: parseScheduleExpression(expression), timeZone: createTimeZone(timeZone) };
  } catch (error) {
    throw new TypeError(`${what}: ${(error as Error).message}`, { cause: error });
  }
}

function trigger<Name extends string>(
  what: string,
  expression: string,
  { name = "schedule" as Name, flexibleMinutes, maximumDelayMinutes }: ScheduleOptions<Name>,
): ScheduleTrigger<Name> {
  checkName("a schedule's", name);
  for (const [option, minutes] of Object.entries({ flexibleMinutes, maximumDelayMinutes })) {
    if (minutes === undefined || (Number.isInteger(minutes) && minutes >= 1 && minutes <= 1440)) continue;
    throw new TypeError(`${what}: ${option} must be an integer from 1 to 1440, got ${minutes}`);
  }
  return {
    [kind]: "trigger",
    type: "schedule",
    detailType: "Scheduled Event",
    name,
    expression,
    timeZone: "UTC",
    ...(flexibleMinutes === undefined ? {} : { flexibleMinutes }),
    ...(maximumDelayMinutes === undefined ? {} : { maximumDelayMinutes }),
  };
}

/** `5 minutes`, `1 hour`: in the largest unit that fits, as a person would write it. */
function paceText(minutes: number): string {
  const [unit, size] = minutes % 1440 === 0 ? ["day", 1440] : minutes % 60 === 0 ? ["hour", 60] : ["minute", 1];
  const count = minutes / Number(size);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
