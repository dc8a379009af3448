import { checkOptions } from "./names.ts";
import { runtime } from "./runtime.ts";

/** A span of time; its members are added up. */
export interface Duration {
  readonly days?: number | undefined;
  readonly hours?: number | undefined;
  readonly minutes?: number | undefined;
  readonly seconds?: number | undefined;
}

/** What one of each unit of a `Duration` is in seconds. */
export const secondsPerUnit: Readonly<Record<keyof Duration, number>> = {
  days: 86_400,
  hours: 3_600,
  minutes: 60,
  seconds: 1,
};

/** The longest sleep that Step Functions takes, in seconds: more than three years. */
export const longestSleepSeconds = 99_999_999;

/**
 * Waits, at the cost of one state transition. Step Functions counts whole seconds: a part of one is waited for as a whole,
 * and less than none is none.
 *
 * @example
 * await sleep({ minutes: 5 });
 * await sleep(order.delaySeconds);
 */
export function sleep(duration: number | Duration): Promise<void> {
  const seconds = wholeSeconds(secondsOf(duration));
  return runtime().sleep(seconds);
}

/**
 * Waits until a moment: a timestamp in ISO 8601 with its offset, as events have it. One in the past is no wait.
 *
 * @example
 * await sleepUntil(order.deliverAt); // "2026-12-24T18:00:00Z"
 */
export function sleepUntil(timestamp: string): Promise<void> {
  return runtime().sleepUntil(timestamp);
}

function secondsOf(duration: number | Duration): number {
  if (typeof duration === "number") return duration;
  checkOptions("sleep", duration, Object.keys(secondsPerUnit));
  const { days = 0, hours = 0, minutes = 0, seconds = 0 } = duration;
  const { days: perDay, hours: perHour, minutes: perMinute } = secondsPerUnit;
  return days * perDay + hours * perHour + minutes * perMinute + seconds;
}

/**
 * What a compiled workflow makes of a number of seconds, step by step: up to whole seconds, where less than a millisecond
 * is a rounding error, and into the bounds of a Wait state.
 */
export function wholeSeconds(seconds: number): number {
  if (!Number.isFinite(seconds)) throw new TypeError(`sleep takes a number of seconds, got ${seconds}`);
  return Math.min(Math.max(Math.floor(seconds + 0.999), 0), longestSleepSeconds);
}
