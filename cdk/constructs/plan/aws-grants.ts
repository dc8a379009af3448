import type { BucketAccess, ResourceAccess } from "#authoring";
import type { AwsRight, AwsTarget, CompiledWorkflow, UsedAwsCall, UsedMapRun } from "#compiler";

/** Actions that a state machine's role may take on one target. */
export interface AwsGrant {
  readonly target: AwsTarget;
  readonly actions: readonly string[];
}

/** A right that a call needs, with no one to say what on: neither its arguments nor the workflow's `access`. */
export interface MissingRight {
  readonly call: UsedAwsCall | UsedMapRun;
  readonly right: AwsRight;
}

/** What the role may do: what the arguments of calls name, and what `access` states. Each target once. */
export function awsGrants(workflow: CompiledWorkflow): readonly AwsGrant[] {
  const derived = rightsOf(workflow).flatMap(({ right: { action, on } }) =>
    on === undefined ? [] : [{ target: on, actions: [action] }],
  );
  return merge([...derived, ...workflow.workflow.access.flatMap((access) => statedGrants(access, workflow))]);
}

export function missingRights(workflow: CompiledWorkflow): readonly MissingRight[] {
  const stated = new Set(
    workflow.workflow.access.flatMap((access) => statedGrants(access, workflow)).flatMap(({ actions }) => actions),
  );
  return rightsOf(workflow).filter(({ right }) => right.on === undefined && !stated.has(right.action));
}

function rightsOf({ awsCalls, mapRuns }: CompiledWorkflow): readonly MissingRight[] {
  return [...awsCalls, ...mapRuns].flatMap((call) => call.rights.map((right) => ({ call, right })));
}

/** Of S3's actions, those on a bucket; the others are on objects. */
const bucketActions: ReadonlySet<string> = new Set([
  "s3:GetBucketLocation",
  "s3:ListBucket",
  "s3:ListBucketMultipartUploads",
  "s3:ListBucketVersions",
]);

const readActions: ReadonlySet<string> = new Set([
  "s3:GetBucketLocation",
  "s3:GetObject",
  "s3:GetObjectAttributes",
  "s3:GetObjectTagging",
  "s3:GetObjectVersion",
  "s3:ListBucket",
  "s3:ListBucketVersions",
]);

/** What Athena does with the rights of who asks: it reads tables and writes results. */
const queryActions = [
  "s3:GetBucketLocation",
  "s3:GetObject",
  "s3:ListBucket",
  "s3:PutObject",
  "s3:AbortMultipartUpload",
  "s3:ListBucketMultipartUploads",
  "s3:ListMultipartUploadParts",
];

/** Whether a workflow runs queries, for which Athena uses the rights of the state machine's role. */
export function runsQueries({ awsCalls }: CompiledWorkflow): boolean {
  return awsCalls.some(({ name }) => /^athena:(startQueryExecution|getQueryResults)/.test(name));
}

function statedGrants(access: BucketAccess | ResourceAccess, workflow: CompiledWorkflow): readonly AwsGrant[] {
  if ("resource" in access) return [{ target: { kind: "resource", name: access.resource }, actions: access.actions }];
  const { bucket: name, mode, keyPattern } = access;
  // No more than the calls need whose arguments do not say which bucket they mean.
  const open = rightsOf(workflow).flatMap(({ right }) => (right.on === undefined ? [right.action] : []));
  const needed = [...open, ...(runsQueries(workflow) ? queryActions : [])].filter((action) => action.startsWith("s3:"));
  const allowed = [...new Set(needed)].filter(
    (action) => mode === "readWrite" || readActions.has(action) === (mode === "read"),
  );
  const onBucket = allowed.filter((action) => bucketActions.has(action));
  const onObjects = allowed.filter((action) => !bucketActions.has(action));
  return [
    { target: { kind: "bucket" as const, name, keyPattern }, actions: onObjects },
    { target: { kind: "bucket" as const, name }, actions: onBucket },
  ].filter(({ actions }) => actions.length > 0);
}

function merge(grants: readonly AwsGrant[]): readonly AwsGrant[] {
  const keyOf = ({ target: { kind, name, keyPattern, suffix } }: AwsGrant): string =>
    JSON.stringify([kind, name, keyPattern ?? null, suffix ?? null]);
  return [...Map.groupBy(grants, keyOf).values()].map((same) => ({
    target: same[0]!.target,
    actions: [...new Set(same.flatMap(({ actions }) => actions))],
  }));
}
