// What a schedule expression is once it is read. Fields of a cron hold what they take in order, so that the next occurrence
// is found by walking up.

/** `rate(5 minutes)`, `cron(0 8 ? * MON-FRI *)` or `at(2026-12-31T23:00:00)`. */
export type ScheduleExpression =
  | { readonly kind: "rate"; readonly everyMs: number }
  | { readonly kind: "cron"; readonly cron: Cron }
  | { readonly kind: "at"; readonly at: WallTime };

/** Date and time as a wall clock shows them: milliseconds since 1970 as if the zone were UTC. */
export type WallTime = number;

export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** Of the month or of the week: AWS lets only one of both be given. */
  readonly days: CronDays;
  /** 1 is January. */
  readonly months: readonly number[];
  readonly years: readonly number[];
}

export type CronDays =
  | { readonly kind: "daysOfMonth"; readonly days: readonly number[] }
  /** `L` */
  | { readonly kind: "lastDayOfMonth" }
  /** `15W`: the day from Monday to Friday that is nearest, in the same month. */
  | { readonly kind: "nearestWeekday"; readonly day: number }
  /** 1 is Sunday. */
  | { readonly kind: "daysOfWeek"; readonly days: readonly number[] }
  /** `6#3`: the third Friday of the month; there may be no fifth. */
  | { readonly kind: "nthDayOfWeek"; readonly day: number; readonly nth: number }
  /** `6L`: the last Friday of the month. */
  | { readonly kind: "lastDayOfWeek"; readonly day: number };

/** Why a text is no schedule expression; the message says what to write instead. */
export class ScheduleExpressionError extends Error {
  override readonly name = "ScheduleExpressionError";
}
