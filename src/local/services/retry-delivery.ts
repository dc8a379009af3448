// How EventBridge and its Scheduler try again: the same defaults, which are also the limits, and the same two ends.

export interface RetryPolicy {
  readonly MaximumRetryAttempts?: number | undefined;
  readonly MaximumEventAgeInSeconds?: number | undefined;
}

/** Which limit of the policy was reached; dead letters name it. */
export type ExhaustedCondition = "MaximumRetryAttempts" | "MaximumEventAgeInSeconds";

const usual = { attempts: 185, ageSeconds: 86_400 };

/** Whether there is another attempt after so many retries, `ageMs` after the event came; undefined if there is. */
export function exhaustedCondition(
  policy: RetryPolicy | undefined,
  { retries, ageMs }: { readonly retries: number; readonly ageMs: number },
): ExhaustedCondition | undefined {
  if (retries >= (policy?.MaximumRetryAttempts ?? usual.attempts)) return "MaximumRetryAttempts";
  return ageMs > (policy?.MaximumEventAgeInSeconds ?? usual.ageSeconds) * 1000 ? "MaximumEventAgeInSeconds" : undefined;
}

/** Doubling from a second to ten minutes, with jitter, so that what failed together does not return together. */
export function backoffMs(retries: number, random: () => number): number {
  return Math.round(Math.min(600_000, 1000 * 2 ** Math.min(retries, 10)) * (0.5 + random() / 2));
}
