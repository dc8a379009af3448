import { nextCronTime } from "./next-cron-time.ts";
import type { ScheduleExpression } from "./schedule-expression.ts";
import type { TimeZone } from "./time-zone.ts";

export interface Recurrence {
  readonly expression: ScheduleExpression;
  readonly timeZone: TimeZone;
  /** Where a rate counts from: its first occurrence. */
  readonly anchor: number;
}

/** The first instant after `after` at which a schedule occurs; undefined if there is none any more. */
export function nextOccurrence({ expression, timeZone, anchor }: Recurrence, after: number): number | undefined {
  switch (expression.kind) {
    case "rate": {
      if (after < anchor) return anchor;
      // A day is 24 hours, also where clocks are changed.
      return anchor + (Math.floor((after - anchor) / expression.everyMs) + 1) * expression.everyMs;
    }
    case "at": {
      const instant = timeZone.firstInstant(expression.at);
      return instant !== undefined && instant > after ? instant : undefined;
    }
    case "cron": {
      let wallTime = timeZone.wallTime(after);
      for (;;) {
        const next = nextCronTime(expression.cron, wallTime);
        if (next === undefined) return undefined;
        // Skipped where clocks are put forward over it; and where they were put back, its first instant may lie behind us.
        const instant = timeZone.firstInstant(next);
        if (instant !== undefined && instant > after) return instant;
        wallTime = next;
      }
    }
  }
}
