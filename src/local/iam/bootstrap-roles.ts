import { onceFor } from "../once-for.ts";
import type { Cloud } from "../service.ts";

const kinds = ["deploy", "file-publishing", "image-publishing", "lookup", "cfn-exec"];

// Every call of a role asks.
const bootstrapRolesOf = onceFor(
  ({ accountId, region }: Cloud) =>
    new Set(kinds.map((kind) => `arn:aws:iam::${accountId}:role/cdk-hnb659fds-${kind}-role-${accountId}-${region}`)),
);

/**
 * Is this one of the roles that `cdk bootstrap` would have created?
 *
 * They always exist here and may do everything: the template assumes a bootstrapped account, and what deploys to the local
 * cloud is the developer.
 */
export function isBootstrapRole(cloud: Cloud, roleArn: string): boolean {
  return bootstrapRolesOf(cloud).has(roleArn);
}
