import type { Retrier } from "#asl";

/** Seconds before the given retry, counted from 0; `random` in [0, 1) is only used for full jitter. */
export function retryDelaySeconds(retrier: Retrier, retriesUsed: number, random: () => number): number {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Number.POSITIVE_INFINITY } = retrier;
  const delay = Math.min(IntervalSeconds * BackoffRate ** retriesUsed, MaxDelaySeconds);
  return retrier.JitterStrategy === "FULL" ? delay * random() : delay;
}
