import { sdkErrorName } from "#asl";
import type { DeclaredError } from "./declarations.ts";

// Errors that a second try may not meet: the service was busy, or failed through no fault of the call.

const internal = /^(?:Internal(?:Server|Service)?(?:Error|Fault)?|Service|ServiceUnavailable|ModelNotReady)$/;
const throttle = /Throttl|TooManyRequests|RequestLimitExceeded|ProvisionedThroughputExceeded/;

/** Whether an error says that the service is called too often. Those of KMS behind a service say nothing of the service itself. */
export function isThrottle({ name }: DeclaredError): boolean {
  return throttle.test(name) && !/^(?:KMS|Kms|EC2)/.test(name);
}

/** Names of the transient errors among the declared ones, as Step Functions writes them after the service's prefix. */
export function transientErrors(errors: readonly DeclaredError[]): readonly string[] {
  return errors
    .filter(
      ({ name, isRetryable }) => isRetryable || throttle.test(name) || internal.test(name.replace(/Exception$/, "")),
    )
    .map(({ name }) => sdkErrorName(name))
    .toSorted();
}
