import type { Cloud } from "../../../src/local/service.ts";
import { setRights } from "../iam/set-rights.ts";

export interface RoleOptions {
  readonly name: string;
  /** Who may assume it. */
  readonly service: string;
  /** What it may do, to everything. */
  readonly actions?: readonly string[];
}

/** Makes a role that a service can assume; gives its ARN. */
export async function createRole(cloud: Cloud, { name, service, actions = [] }: RoleOptions): Promise<string> {
  const trust = { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" };
  const input = {
    RoleName: name,
    AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [trust] }),
  };
  await cloud.call("iam", "CreateRole", input, { kind: "root" });
  if (actions.length > 0) await setRights(cloud, name, { Action: actions, Resource: "*" }, "test");
  return `arn:aws:iam::${cloud.accountId}:role/${name}`;
}
