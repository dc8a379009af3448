import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { invalid } from "./constraints.ts";

/** What a `FunctionName` member names. */
export interface FunctionReference {
  readonly name: string;
  /** A version, an alias or `$LATEST`. */
  readonly qualifier: string | undefined;
}

const syntax =
  /^(?:arn:aws[\w-]*:lambda:([\w-]+):(\d{12}):function:|(?:(\d{12}):)?(?:function:)?)([\w-]{1,64})(?::(\$LATEST|[\w-]+))?$/;

/** Reads a function's name, partial ARN or ARN; `Qualifier` must not be at odds with it. */
export function parseFunctionReference(functionName: string | undefined, qualifier?: string): FunctionReference {
  const text = functionName ?? "";
  const match = syntax.exec(text);
  if (match === null) {
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?`,
    );
  }
  const [, , , , name = "", ownQualifier] = match;
  if (ownQualifier !== undefined && qualifier !== undefined && ownQualifier !== qualifier) {
    throw invalid("The derived qualifier from the function name does not match the specified qualifier.");
  }
  return { name, qualifier: ownQualifier ?? qualifier };
}

export function functionArn(cloud: Pick<Cloud, "region" | "accountId">, name: string, qualifier?: string): string {
  const suffix = qualifier === undefined ? "" : `:${qualifier}`;
  return `arn:aws:lambda:${cloud.region}:${cloud.accountId}:function:${name}${suffix}`;
}
