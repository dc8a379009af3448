import type { InvocationResult } from "../../function-runner/index.ts";
import type { Cloud } from "../../service.ts";
import type { PendingInvocation } from "./async-invocations.ts";

/**
 * Says in the server's log that the function behind a custom resource failed before it could answer.
 *
 * CloudFormation knows nothing of it and waits, an hour by default: without a hint nobody would look into the function's log.
 */
export function logUnanswered(cloud: Cloud, invocation: PendingInvocation, result: InvocationResult): void {
  if (!result.isError || !invocation.payload.includes('"ResponseURL"')) return;
  const { LogicalResourceId, RequestType } = JSON.parse(invocation.payload) as Readonly<Record<string, unknown>>;
  if (typeof LogicalResourceId !== "string" || typeof RequestType !== "string") return;
  const { errorType, errorMessage } = JSON.parse(result.payload) as Readonly<Record<string, unknown>>;
  cloud.log(
    `custom resource ${LogicalResourceId} (${RequestType}): its function ${invocation.function_name} failed with ${String(errorType)}: ${String(errorMessage)}. CloudFormation goes on waiting for an answer`,
  );
}
