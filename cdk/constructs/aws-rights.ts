import type { AwsTarget, CompiledWorkflow } from "#compiler";
import { type GivenBucket, type GivenResource, namesOf } from "./given-resources.ts";
import { awsGrants } from "./plan/aws-grants.ts";
import type { Right } from "./service-role.ts";

export interface AwsRightsOptions {
  readonly compiled: CompiledWorkflow;
  /** By logical name. */
  readonly buckets: ReadonlyMap<string, GivenBucket>;
  /** By the name that `defineResource` gives. */
  readonly given: Readonly<Record<string, GivenResource>>;
}

/** The rights that the role of a state machine needs for its calls of AWS services. */
export function awsRights(options: AwsRightsOptions): readonly Right[] {
  return awsGrants(options.compiled).map(({ target, actions }) => ({
    actions,
    resources: arnsOf(target, options),
    wildcardReason: reasonFor(target, options.compiled.name),
  }));
}

function arnsOf(target: AwsTarget, { compiled, buckets, given }: AwsRightsOptions): readonly string[] {
  if (target.kind === "resource") {
    return namesOf(givenResource(target.name, compiled, given)).arns.map((arn) => `${arn}${target.suffix ?? ""}`);
  }
  const bucket = givenBucket(target.name, compiled, buckets);
  return [target.keyPattern === undefined ? bucket.bucketArn : bucket.arnForObjects(target.keyPattern)];
}

function reasonFor({ kind, name }: AwsTarget, workflow: string): string {
  return kind === "bucket"
    ? `The workflow ${workflow} names these keys of the bucket ${name} and no others.`
    : `The stack gives these ARNs for the resource ${name}.`;
}

export function givenResource(
  name: string,
  compiled: CompiledWorkflow,
  given: AwsRightsOptions["given"],
): GivenResource {
  const found = Object.hasOwn(given, name) ? given[name] : undefined;
  if (found === undefined)
    throw new Error(`workflow "${compiled.name}" uses the resource "${name}", which is not given`);
  return found;
}

export function givenBucket(
  name: string,
  compiled: CompiledWorkflow,
  buckets: AwsRightsOptions["buckets"],
): GivenBucket {
  const found = buckets.get(name);
  if (found === undefined)
    throw new Error(`workflow "${compiled.name}" uses the bucket "${name}", which is not among the given buckets`);
  return found;
}
