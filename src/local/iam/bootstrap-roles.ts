import type { Cloud } from "../service.ts";

const kinds = ["deploy", "file-publishing", "image-publishing", "lookup", "cfn-exec"];

/**
 * Is this one of the roles that `cdk bootstrap` would have created?
 *
 * They always exist here and may do everything: the template assumes a bootstrapped account, and what deploys to the local
 * cloud is the developer.
 */
export function isBootstrapRole(cloud: Cloud, roleArn: string): boolean {
  return kinds.some(
    (kind) =>
      roleArn === `arn:aws:iam::${cloud.accountId}:role/cdk-hnb659fds-${kind}-role-${cloud.accountId}-${cloud.region}`,
  );
}
