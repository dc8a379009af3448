import { AwsError } from "../../aws-error.ts";

// Named as the API's shapes are; on the wire they lose their last word (`NotFound`).

export const invalid = (message: string): AwsError => new AwsError("InvalidParameterException", message);
export const invalidParameter = (what: string): AwsError => invalid(`Invalid parameter: ${what}`);
/** Of message attributes. */
export const invalidValue = (message: string): AwsError => new AwsError("InvalidParameterValueException", message);
export const notFound = (what: string): AwsError => new AwsError("NotFoundException", `${what} does not exist`, 404);
