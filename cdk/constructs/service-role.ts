import { Aws, Stack, Validations } from "aws-cdk-lib";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";

/** Actions that a role may take on resources. */
export interface Right {
  readonly actions: readonly string[];
  /** ARNs. One that contains a `*` needs a reason. */
  readonly resources: readonly string[];
  /** Why a `*` in a resource grants no more than is needed. */
  readonly wildcardReason?: string;
}

export interface ServiceRoleOptions {
  /** Who assumes the role, for instance `lambda.amazonaws.com`. */
  readonly service: string;
  /**
   * The resources for which the service may assume the role, as the end of an ARN of this account and region
   * (`events:rule/*`). Named by kind and not one by one: they in turn refer to the role.
   *
   * @default any; Lambda states no source when it assumes a function's role, and takes only roles of its own account
   */
  readonly onBehalfOf?: `${string}:${string}`;
  readonly description: string;
  readonly rights: readonly Right[];
}

/**
 * Makes a role with these rights and no others.
 *
 * The policy is inline: it exists before anything uses the role, and it is no resource of its own against the stack's limit.
 */
export function serviceRole(scope: Construct, id: string, options: ServiceRoleOptions): Role {
  const { description, rights } = options;
  const statements = rights.map(
    ({ actions, resources }) => new PolicyStatement({ actions: [...actions], resources: [...resources] }),
  );
  const role = new Role(scope, id, {
    assumedBy: trusted(options),
    description,
    ...(statements.length === 0 ? {} : { inlinePolicies: { Rights: new PolicyDocument({ statements }) } }),
  });
  for (const { resources, wildcardReason } of rights) {
    for (const resource of resources) acknowledgeWildcard(role, resource, wildcardReason);
  }
  return role;
}

/** Without the conditions, a rule or a state machine in another account could have the service act with this role. */
function trusted({ service, onBehalfOf }: ServiceRoleOptions): ServicePrincipal {
  if (onBehalfOf === undefined) return new ServicePrincipal(service);
  const [owner = "", ...resource] = onBehalfOf.split(":");
  const sourceArn = `arn:${Aws.PARTITION}:${owner}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource.join(":")}`;
  return new ServicePrincipal(service, {
    conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID }, ArnLike: { "aws:SourceArn": sourceArn } },
  });
}

/** cdk-nag reports each resource with a `*` as a finding of its own; a reason holds for that resource only. */
export function acknowledgeWildcard(holder: Construct, resource: string, reason: string | undefined): void {
  const text = flatten(Stack.of(holder).resolve(resource));
  if (!text.includes("*")) return;
  if (reason === undefined) throw new Error(`the right to ${text} has a wildcard and no reason for it`);
  Validations.of(holder).acknowledge({ id: `AwsSolutions-IAM5[Resource::${text}]`, reason });
}

/** Writes references as cdk-nag does in its findings: `<LogicalId.Arn>/orders/*`. */
function flatten(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "object" && value !== null) {
    const { "Fn::Join": join, "Fn::GetAtt": attribute, Ref: reference } = value as Readonly<Record<string, unknown>>;
    if (Array.isArray(join)) return (join[1] as readonly unknown[]).map(flatten).join(String(join[0]));
    if (Array.isArray(attribute)) return `<${attribute.join(".")}>`;
    if (typeof reference === "string") return `<${reference}>`;
  }
  return JSON.stringify(value);
}
