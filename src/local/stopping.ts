import { AwsError } from "./aws-error.ts";

/** Refuses what comes while the local cloud stops: nothing of it is done, and a client may try again. */
export function stoppingError(): AwsError {
  return new AwsError("ServiceUnavailable", "The local cloud is stopping", 503);
}
