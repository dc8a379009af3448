import { AwsError } from "../../aws-error.ts";

/** Why a delivery failed, in the codes that EventBridge writes into dead letters. */
export class DeliveryError extends Error {
  readonly code: string;
  /** Whether another attempt may help. */
  readonly isRetriable: boolean;
  /** How long the target asked to be left alone. */
  readonly retryAfterMs: number;

  constructor(code: string, message: string, retry: { readonly afterMs?: number } | "no retry" = "no retry") {
    super(message);
    this.name = "DeliveryError";
    this.code = code;
    this.isRetriable = retry !== "no retry";
    this.retryAfterMs = retry === "no retry" ? 0 : (retry.afterMs ?? 0);
  }
}

/** Reads what a target's service answered. */
export function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (!(error instanceof AwsError)) return new DeliveryError("INTERNAL_ERROR", String(error), {});
  const { code, message, status } = error;
  if (/AccessDenied|NotAuthorized|Unauthorized/.test(code)) return new DeliveryError("NO_PERMISSIONS", message);
  if (/NotFound|DoesNotExist|NonExistent/.test(code)) return new DeliveryError("NO_RESOURCE", message);
  if (/Throttl|TooManyRequests|LimitExceeded/.test(code)) return new DeliveryError("THROTTLING", message, {});
  if (/Invalid|Validation|TooLarge/.test(code)) return new DeliveryError("INVALID_PARAMETER", message);
  return status === 501
    ? new DeliveryError("SDK_CLIENT_ERROR", message)
    : new DeliveryError("ERROR_FROM_TARGET", message, {});
}
