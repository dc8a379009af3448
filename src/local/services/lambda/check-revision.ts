import { AwsError } from "../../aws-error.ts";

/** Refuses a change that was made against an older revision. */
export function checkRevision(current: { readonly revisionId: string }, expected: string | undefined): void {
  if (expected === undefined || expected === current.revisionId) return;
  throw new AwsError(
    "PreconditionFailedException",
    "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
    412,
    { Type: "User" },
  );
}
