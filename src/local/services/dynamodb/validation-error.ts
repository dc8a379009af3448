import { AwsError } from "../../aws-error.ts";

/** DynamoDB's answer to all that is wrong with a request itself. */
export function validationError(message: string): AwsError {
  return new AwsError("ValidationException", message);
}
