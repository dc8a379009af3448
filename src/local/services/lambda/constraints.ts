import { AwsError } from "../../aws-error.ts";

/** Refuses a number outside of its bounds as the API's model would. */
export function checkRange(member: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const constraint =
    value > most
      ? `Member must have value less than or equal to ${most}`
      : `Member must have value greater than or equal to ${least}`;
  throw new AwsError(
    "ValidationException",
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

/** What Lambda itself refuses: a value that its model allows, and that cannot be. */
export function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message, 400, { Type: "User" });
}
