import { AwsError } from "../aws-error.ts";

/** A query parameter that a route cannot do without. */
export function requiredParameter(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (value === null || value === "") throw new AwsError("ValidationException", `The parameter "${name}" is missing`);
  return value;
}
