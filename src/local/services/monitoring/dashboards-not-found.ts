import { AwsError } from "../../aws-error.ts";

export function dashboardsNotFound(names: readonly string[]): AwsError {
  const message = names.map((name) => `Dashboard ${name} does not exist`).join("; ");
  return new AwsError("DashboardNotFoundError", message, 404);
}
