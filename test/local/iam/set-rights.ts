import type { Cloud } from "../../../src/local/service.ts";

/** Lets a role do what one statement says, and nothing else that a policy of that name said before. */
export function setRights(cloud: Cloud, RoleName: string, statement: object, PolicyName = "own"): Promise<unknown> {
  const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] };
  const input = { RoleName, PolicyName, PolicyDocument: JSON.stringify(policy) };
  return cloud.call("iam", "PutRolePolicy", input, { kind: "root" });
}
