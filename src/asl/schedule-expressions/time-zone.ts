import { ScheduleExpressionError } from "./schedule-expression.ts";
import type { WallTime } from "./schedule-expression.ts";

/** Between instants and what the clocks of one place show. */
export interface TimeZone {
  readonly name: string;
  readonly wallTime: (instant: number) => WallTime;
  /**
   * When the clocks show a time for the first time; undefined if they never do, because they are put forward over it.
   *
   * A time that clocks show twice, because they are put back, means the first: EventBridge Scheduler invokes once.
   */
  readonly firstInstant: (wallTime: WallTime) => number | undefined;
}

const dayMs = 86_400_000;

/** The time zone of a name as `Europe/Vienna`; throws `ScheduleExpressionError` for what is none. */
export function createTimeZone(name: string): TimeZone {
  if (name === "UTC") return { name, wallTime: (instant) => instant, firstInstant: (wallTime) => wallTime };
  const format = createFormat(name);

  function offset(instant: number): number {
    const parts = format.formatToParts(instant);
    const read = (type: Intl.DateTimeFormatPartTypes): number =>
      Number(parts.find((part) => part.type === type)?.value);
    const [year, month, day] = [read("year"), read("month") - 1, read("day")];
    const shown = Date.UTC(year, month, day, read("hour"), read("minute"), read("second"));
    return shown - Math.floor(instant / 1000) * 1000;
  }

  return {
    name,
    wallTime: (instant) => instant + offset(instant),
    firstInstant(wallTime) {
      // Offsets a day before and after: a change of the clocks lies between them, or none does.
      const [before, after] = [offset(wallTime - dayMs), offset(wallTime + dayMs)];
      const instants = [wallTime - before, wallTime - after].filter(
        (instant) => instant + offset(instant) === wallTime,
      );
      return instants.length === 0 ? undefined : Math.min(...instants);
    },
  };
}

function createFormat(name: string): Intl.DateTimeFormat {
  // Offsets are not names of places, though Intl takes them.
  if (/^[A-Za-z]/.test(name)) {
    try {
      return new Intl.DateTimeFormat("en-US", {
        timeZone: name,
        calendar: "gregory",
        numberingSystem: "latn",
        hourCycle: "h23",
        year: "numeric",
        month: "numeric",
        day: "numeric",
        hour: "numeric",
        minute: "numeric",
        second: "numeric",
      });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  throw new ScheduleExpressionError(`there is no time zone ${name}; write one as Europe/Vienna`);
}
