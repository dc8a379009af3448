import { AwsError } from "../../aws-error.ts";
import { canAssumeRole } from "../../iam/can-assume-role.ts";
import type { Cloud } from "../../service.ts";

const rolePattern = /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/;

/** Throws unless the role exists and lets Step Functions assume it, as AWS finds out when a state machine is created. */
export function checkRole(cloud: Cloud, roleArn: string, sourceArn: string): void {
  if (!rolePattern.test(roleArn)) throw new AwsError("InvalidArn", `Invalid Role Arn: '${roleArn}'`);
  const principals = ["states.amazonaws.com", `states.${cloud.region}.amazonaws.com`];
  if (principals.some((principal) => canAssumeRole(cloud, roleArn, principal, { sourceArn }))) return;
  throw new AwsError(
    "AccessDeniedException",
    "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the " +
      "provided role.",
  );
}
