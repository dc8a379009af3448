import { parseCron } from "./parse-cron.ts";
import { ScheduleExpressionError } from "./schedule-expression.ts";
import type { ScheduleExpression, WallTime } from "./schedule-expression.ts";

const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** Reads `rate(…)`, `cron(…)` or `at(…)` as EventBridge Scheduler does; throws `ScheduleExpressionError`. */
export function parseScheduleExpression(text: string): ScheduleExpression {
  const [, kind, inside = ""] = /^(rate|cron|at)\((.*)\)$/s.exec(text) ?? [];
  switch (kind) {
    case "rate":
      return { kind, everyMs: parseRate(inside) };
    case "cron":
      return { kind, cron: parseCron(inside) };
    case "at":
      return { kind, at: parseWallTime(inside) };
    default:
      throw new ScheduleExpressionError(`a schedule is rate(…), cron(…) or at(…), got ${text}`);
  }
}

function parseRate(text: string): number {
  const [, value = "", unit = ""] = /^\s*(\d+)\s+(minute|hour|day)s?\s*$/.exec(text) ?? [];
  const count = Number(value);
  if (unit === "" || count < 1 || !Number.isSafeInteger(count * unitMs.day)) {
    throw new ScheduleExpressionError(`a rate is a whole number of minutes, hours or days, got ${text}`);
  }
  return count * unitMs[unit as keyof typeof unitMs];
}

function parseWallTime(text: string): WallTime {
  const isWritten = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(text);
  const time = isWritten ? Date.parse(`${text}Z`) : Number.NaN;
  // Date.parse takes the 31st of February for the 3rd of March.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 19) !== text) {
    throw new ScheduleExpressionError(
      `a time is a date that exists, as 2026-12-31T23:59:59 without a zone, got ${text}`,
    );
  }
  return time;
}
