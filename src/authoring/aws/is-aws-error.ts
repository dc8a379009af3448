import type { AwsOperation } from "./aws-operation.ts";

/** An error of an AWS service, as `catch` sees it. */
export interface AwsError<Name extends string = string> extends Error {
  readonly name: Name;
}

/**
 * Whether a caught error is the one that an operation names so.
 *
 * What Step Functions calls an error depends on how it calls the operation (`DynamoDB.…` or `DynamoDb.…`), so the operation is
 * named too.
 *
 * @example
 * if (!isAwsError(error, dynamodb.putItem, "ConditionalCheckFailedException")) throw error;
 */
export function isAwsError<Errors extends string, Name extends Errors>(
  error: unknown,
  operation: AwsOperation<never, unknown, Errors>,
  name: Name,
): error is AwsError {
  return error instanceof Error && error.name === `${operation.operation.errorPrefix}.${name}`;
}
