import { AwsError } from "../../aws-error.ts";

export const invalidParameter = (message: string): AwsError => new AwsError("InvalidParameterException", message);
export const invalidRequest = (message: string): AwsError => new AwsError("InvalidRequestException", message);
export const notFound = (what = "secret."): AwsError =>
  new AwsError("ResourceNotFoundException", `Secrets Manager can't find the specified ${what}`);

/** Refuses a member as the API's model would. What a secret says is not among the words. */
export function constraint(member: string, must: string): AwsError {
  return new AwsError(
    "ValidationException",
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must ${must}`,
  );
}
