/** How history speaks of a task's Resource. */
export type TaskResource =
  /** A function's own ARN: LambdaFunction… events. */
  | { readonly kind: "lambda"; readonly arn: string }
  /** A service integration: Task… events with these two names. */
  | { readonly kind: "service"; readonly resourceType: string; readonly resource: string };

const integrationPrefix = "arn:aws:states:::";

/** `arn:aws:states:::lambda:invoke` is `lambda` and `invoke`; `arn:aws:states:::aws-sdk:s3:getObject`, `aws-sdk:s3` and `getObject`. */
export function taskResource(resource: string): TaskResource {
  if (!resource.startsWith(integrationPrefix)) return { kind: "lambda", arn: resource };
  const name = resource.slice(integrationPrefix.length);
  const split = name.lastIndexOf(":");
  return { kind: "service", resourceType: name.slice(0, split), resource: name.slice(split + 1) };
}
