import type { CancellationReason } from "@aws-sdk/client-dynamodb";
import { AwsError } from "../../../aws-error.ts";
import { validationError } from "../validation-error.ts";
import { refuseRepeated, type Place } from "./refuse-repeated.ts";

const longest = 100;

export function checkTransactionLength(length: number): void {
  if (length >= 1 && length <= longest) return;
  const bound = length < 1 ? "greater than or equal to 1" : `less than or equal to ${longest}`;
  throw validationError(
    `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length ${bound}`,
  );
}

export function refuseRepeatedItems(all: readonly Place[]): void {
  refuseRepeated(all, "Transaction request cannot include multiple operations on one item");
}

/** Why one write of a transaction could not be; what failed for another reason is not ours to tell. */
export function reasonOf(error: unknown): CancellationReason {
  if (!(error instanceof AwsError)) throw error;
  const codes: Readonly<Record<string, string>> = {
    ConditionalCheckFailedException: "ConditionalCheckFailed",
    ValidationException: "ValidationError",
  };
  const Code = codes[error.code];
  if (Code === undefined) throw error;
  return { Code, Message: error.message, ...error.members };
}

/** The failure of a transaction of which at least one write could not be. */
export function transactionCancelled(CancellationReasons: readonly CancellationReason[]): AwsError {
  const codes = CancellationReasons.map(({ Code }) => Code).join(", ");
  return new AwsError(
    "TransactionCanceledException",
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    400,
    { CancellationReasons },
  );
}
