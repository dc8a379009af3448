import { lambdaTransientErrors, type Retrier } from "#asl";
import type { AwsOperationDescription } from "#authoring";

// Delivery is at least once: what is retried here must be idempotent, as docs say of handlers.

const backoff = {
  IntervalSeconds: 1,
  MaxAttempts: 5,
  BackoffRate: 2,
  MaxDelaySeconds: 30,
  JitterStrategy: "FULL",
} as const;

/** What every task is retried on: the function did not run to its end through no fault of its own. */
export const defaultTaskRetrier: Retrier = { ErrorEquals: [...lambdaTransientErrors], ...backoff };

/** The bus did not take the event for now; a failed entry is one that EventBridge throttled or lost. */
export const defaultEmitRetrier: Retrier = {
  ErrorEquals: [
    "EventBridge.InternalException",
    "EventBridge.ThrottlingException",
    "EventBridge.SdkClientException",
    "EventBridge.FailedEntry",
  ],
  ...backoff,
};

/** A call of a service may be done twice where its answer was lost. */
export function awsRetrier({ transientErrors }: Pick<AwsOperationDescription, "transientErrors">): Retrier {
  return { ErrorEquals: transientErrors, ...backoff };
}

/** What a function may take beyond its own timeout: its start, and the way there and back. */
export const timeoutMarginSeconds = 15;
