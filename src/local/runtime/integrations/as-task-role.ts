import type { Json } from "#asl";
import { errorNames } from "#asl";
import { TaskFailure } from "#interpreter";
import { authorize } from "../../iam/authorize.ts";
import { canAssumeRole } from "../../iam/can-assume-role.ts";
import type { TaskCall } from "./integration.ts";

/**
 * The call as the role that the task's Credentials name, which the state machine's own role must be able to assume.
 *
 * Asked anew for each call: a role that was taken away meanwhile is gone.
 */
export function asTaskRole(call: TaskCall): TaskCall {
  const { cloud, principal, task } = call;
  if (task.credentials === undefined || principal.kind === "root") return call;
  const { RoleArn: roleArn } = task.credentials as { readonly RoleArn?: Json };
  if (typeof roleArn !== "string") {
    throw new TaskFailure(errorNames.runtime, "The Credentials of a Task must have the text RoleArn");
  }
  const denial = authorize(cloud, principal, [{ action: "sts:AssumeRole", resource: roleArn }]);
  if (denial === undefined && canAssumeRole(cloud, roleArn, principal.roleArn)) {
    return { ...call, principal: { ...principal, roleArn } };
  }
  // Seen on AWS, where it does not matter which of the two sides says no.
  const cause = `The role ${principal.roleArn} is not authorized to assume the task state's role, ${roleArn}.`;
  throw new TaskFailure(errorNames.taskFailed, cause);
}
