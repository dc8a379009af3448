import { errorNames, lambdaTransientErrors, type Retrier } from "#asl";
import type { AwsOperationDescription, CallOptions, RetryRule } from "#authoring";

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

/** The retriers of a call of a task. */
export function taskRetriers(options: CallOptions): readonly Retrier[] {
  return callRetriers(options, defaultTaskRetrier);
}

/** The retriers of a call of an AWS service. */
export function awsRetriers(operation: AwsOperationDescription, options: CallOptions): readonly Retrier[] {
  return callRetriers(options, awsRetrier(operation));
}

/** The call's own rules first, since the first that names an error decides. */
function callRetriers({ retry = [] }: CallOptions, usual: Retrier): readonly Retrier[] {
  if (retry === "none") return [];
  const rules = retry.map(retrierOf);
  // After a rule for any error no other would ever be asked, and Step Functions takes none.
  return rules.some(({ ErrorEquals }) => ErrorEquals.includes(errorNames.all)) ? rules : [...rules, usual];
}

function retrierOf(rule: RetryRule): Retrier {
  const { errors, maxAttempts, intervalSeconds, backoffRate, maxDelaySeconds, jitter } = rule;
  return {
    ErrorEquals: [...errors],
    ...(intervalSeconds === undefined ? {} : { IntervalSeconds: intervalSeconds }),
    ...(maxAttempts === undefined ? {} : { MaxAttempts: maxAttempts }),
    ...(backoffRate === undefined ? {} : { BackoffRate: backoffRate }),
    ...(maxDelaySeconds === undefined ? {} : { MaxDelaySeconds: maxDelaySeconds }),
    ...(jitter === undefined ? {} : { JitterStrategy: jitter === "full" ? "FULL" : "NONE" }),
  };
}

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

/** No execution was started, for now. */
export const startExecutionRetrier: Retrier = {
  ErrorEquals: [
    "StepFunctions.ExecutionLimitExceededException",
    "StepFunctions.AWSStepFunctionsException",
    "StepFunctions.SdkClientException",
  ],
  ...backoff,
};

/** Nor was an Express one, as far as the caller knows: its answer may be lost. */
export const startSyncExecutionRetrier: Retrier = {
  ErrorEquals: ["Sfn.SdkClientException", "Sfn.SfnException"],
  ...backoff,
};

/** A call of a service may be done twice where its answer was lost. */
export function awsRetrier({ transientErrors }: Pick<AwsOperationDescription, "transientErrors">): Retrier {
  return { ErrorEquals: transientErrors, ...backoff };
}

/** What a function may take beyond its own timeout: its start, and the way there and back. */
export const timeoutMarginSeconds = 15;
