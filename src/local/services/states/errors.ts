import { AwsError } from "../../aws-error.ts";

// Errors of Step Functions in its own words.

export const invalidArn = (arn: string | undefined): AwsError => new AwsError("InvalidArn", `Invalid Arn: '${arn}'`);

export const invalidName = (name: string | undefined): AwsError =>
  new AwsError("InvalidName", `Invalid Name: '${name}'`);

export const machineDoesNotExist = (arn: string): AwsError =>
  new AwsError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);

export const machineAlreadyExists = (arn: string): AwsError =>
  new AwsError("StateMachineAlreadyExists", `State Machine Already Exists: '${arn}'`);

export const machineIsBeingDeleted = (arn: string): AwsError =>
  new AwsError("StateMachineDeleting", `State Machine is being deleted: '${arn}'`);

export const machineTypeNotSupported = (): AwsError =>
  new AwsError("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");

export const activityDoesNotExist = (arn: string): AwsError =>
  new AwsError("ActivityDoesNotExist", `Activity Does Not Exist: '${arn}'`);

export const executionDoesNotExist = (arn: string): AwsError =>
  new AwsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);

export const executionAlreadyExists = (arn: string): AwsError =>
  new AwsError("ExecutionAlreadyExists", `Execution Already Exists: '${arn}'`);

export const executionNotRedrivable = (reason: string): AwsError => new AwsError("ExecutionNotRedrivable", reason);

export const resourceNotFound = (arn: string): AwsError =>
  new AwsError("ResourceNotFound", `Resource not found: '${arn}'`, 400, { resourceName: arn });

export const unknownReference = (): AwsError =>
  new AwsError("ResourceNotFound", "Request references a resource that does not exist.");

export const conflict = (message: string): AwsError => new AwsError("ConflictException", message);

export const invalidToken = (): AwsError => new AwsError("InvalidToken", "Invalid Token: 'Invalid token'");

export const validation = (message: string): AwsError => new AwsError("ValidationException", message);

/** A value that breaks a constraint of the API's model. */
export const constraint = (member: string, value: unknown, rule: string): AwsError =>
  validation(
    `1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: Member must ${rule}`,
  );
