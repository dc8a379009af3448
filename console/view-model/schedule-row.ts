import type { ScheduleSummary } from "../../src/local/console/read-api.ts";
import { formatDuration } from "./format-duration.ts";

export interface ScheduleRow {
  /** When it starts next, from now: `in 3 h 5 min`; or why never. */
  readonly next: string;
  /** `ok`, or why the last start failed; empty before the first. */
  readonly last: string;
  readonly hasFailed: boolean;
}

/** What a person wants to know of a schedule, at a moment. */
export function scheduleRow({ nextAt, lastAt, lastError, isEnabled }: ScheduleSummary, now: number): ScheduleRow {
  return {
    next: nextAt === null ? (isEnabled ? "never again" : "disabled") : untilText(nextAt - now),
    last: lastAt === null ? "" : (lastError ?? "ok"),
    hasFailed: lastError !== null,
  };
}

const dayMs = 86_400_000;

function untilText(milliseconds: number): string {
  if (milliseconds <= 0) return "now";
  if (milliseconds < 2 * dayMs) return `in ${formatDuration(milliseconds)}`;
  return `in ${Math.floor(milliseconds / dayMs)} days`;
}
