import type { AssumeRoleRequest, AssumeRoleResponse } from "@aws-sdk/client-sts";
import { AwsError } from "../../aws-error.ts";
import type { CallContext, Operation } from "../../service.ts";
import { canAssumeRole } from "../../iam/can-assume-role.ts";
import { isBootstrapRole } from "../../iam/bootstrap-roles.ts";
import { roleId } from "./get-caller-identity.ts";
import { principalArn } from "./principal-arn.ts";
import { issueRoleCredentials } from "./role-sessions.ts";

export const assumeRole: Operation<AssumeRoleRequest, AssumeRoleResponse> = {
  members: ["RoleArn", "RoleSessionName", "DurationSeconds"],
  authorize: (input) => [{ action: "sts:AssumeRole", resource: input.RoleArn ?? "" }],
  handle(input, context) {
    const { cloud } = context;
    const [roleArn, sessionName] = [input.RoleArn ?? "", input.RoleSessionName ?? ""];
    checkNames(roleArn, sessionName, input.DurationSeconds);
    if (!isBootstrapRole(cloud, roleArn)) checkTrust(context, roleArn);
    return {
      Credentials: issueRoleCredentials(cloud, {
        roleArn,
        sessionName,
        durationSeconds: input.DurationSeconds ?? 3600,
      }),
      AssumedRoleUser: {
        AssumedRoleId: `${roleId(roleArn)}:${sessionName}`,
        Arn: principalArn(cloud, { kind: "role", roleArn, sessionName }),
      },
    };
  },
};

function checkNames(roleArn: string, sessionName: string, durationSeconds: number | undefined): void {
  if (!/^arn:aws:iam::\d{12}:role\/.+$/.test(roleArn)) {
    throw new AwsError("ValidationError", `${roleArn} is invalid`);
  }
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
    throw new AwsError(
      "ValidationError",
      `1 validation error detected: Value '${sessionName}' at 'roleSessionName' failed to satisfy constraint: ` +
        "Member must satisfy regular expression pattern: [\\w+=,.@-]*",
    );
  }
  if (durationSeconds !== undefined && (durationSeconds < 900 || durationSeconds > 43_200)) {
    throw new AwsError(
      "ValidationError",
      `1 validation error detected: Value '${durationSeconds}' at 'durationSeconds' failed to satisfy constraint: ` +
        "Member must have value between 900 and 43200",
    );
  }
}

/** The trust policy decides. AWS does not tell a role that is missing from one that may not be assumed. */
function checkTrust({ cloud, principal }: CallContext, roleArn: string): void {
  const caller = principal.kind === "root" ? principalArn(cloud, principal) : principal.roleArn;
  if (canAssumeRole(cloud, roleArn, caller)) return;
  throw new AwsError(
    "AccessDenied",
    `User: ${principalArn(cloud, principal)} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    403,
  );
}
