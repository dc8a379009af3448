import type { AslFinding } from "../finding.ts";
import { schema } from "./check-fields.ts";
import type { Scope } from "./scopes.ts";

// A service integration, an activity or a function.
const patterns = [/^arn:[a-z-]+:states:[a-z0-9-]*:\d*:[^:]+:.+$/u, /^arn:[a-z-]+:lambda:[a-z0-9-]+:\d+:function:.+$/u];

/** Checks that what each Task state performs has the form of something that Step Functions can perform. */
export function checkResourceArns({ branch, location }: Scope): readonly AslFinding[] {
  return Object.entries(branch.States).flatMap(([name, state]) => {
    if (state.Type !== "Task" || patterns.some((pattern) => pattern.test(state.Resource))) return [];
    return [schema(`${location}/States/${name}/Resource`, "Value is not a valid resource ARN")];
  });
}
