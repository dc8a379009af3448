/** How history speaks of a task's Resource. */
export type TaskResource =
  /** A function's own ARN: LambdaFunction… events. */
  | { readonly kind: "lambda"; readonly arn: string }
  /** An activity, which waits until a worker asks for it: Activity… events. */
  | { readonly kind: "activity"; readonly arn: string }
  /** A service integration: Task… events with these two names. */
  | {
      readonly kind: "service";
      readonly resourceType: string;
      readonly resource: string;
      /** The task goes on after the call, until it is over (`.sync`) or answered by its token. */
      readonly goesOn: boolean;
    };

/** What the ARNs of service integrations begin with. */
export const integrationPrefix = "arn:aws:states:::";

/** Whether a Resource is an activity's ARN. */
export function isActivity(resource: string): boolean {
  return /^arn:[^:]+:states:[^:]*:[^:]*:activity:/u.test(resource);
}

/** Whether the task of a Resource goes on after its call, until it is over or answered by its token. */
export function goesOn(resource: string): boolean {
  return /\.(?:waitForTaskToken|sync(?::2)?)$/u.test(resource);
}

/** `arn:aws:states:::lambda:invoke` is `lambda` and `invoke`; `arn:aws:states:::aws-sdk:s3:getObject`, `aws-sdk:s3` and `getObject`. */
export function taskResource(resource: string): TaskResource {
  if (!resource.startsWith(integrationPrefix)) {
    return { kind: isActivity(resource) ? "activity" : "lambda", arn: resource };
  }
  const name = resource.slice(integrationPrefix.length);
  // The `:2` of `startExecution.sync:2` is part of the name.
  const split = name.replace(/:2$/u, "").lastIndexOf(":");
  return { kind: "service", resourceType: name.slice(0, split), resource: name.slice(split + 1), goesOn: goesOn(name) };
}
