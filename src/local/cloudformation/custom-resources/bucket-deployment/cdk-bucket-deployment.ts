import type { GetBucketTaggingOutput, HeadObjectOutput } from "@aws-sdk/client-s3";
import type { JsonObject, JsonValue } from "../../json-value.ts";
import { defineResourceType, type ResourceContext } from "../../resource-type.ts";
import { ignoreMissing } from "../../resources/ignore-missing.ts";
import { isTrue } from "../../resources/is-true.ts";
import { validationError } from "../../template/template.ts";
import { asText } from "../as-text.ts";
import { longestAnswer } from "../ask-function.ts";
import { metadataProblems } from "./object-metadata.ts";
import { openSources } from "./open-sources.ts";
import { pythonJson } from "./python-json.ts";
import { readDeployment, readDestination, type Deployment, type Destination } from "./read-deployment.ts";
import { folderPrefix, removeObjects, syncObjects } from "./sync-objects.ts";

/**
 * What aws-cdk-lib makes of `BucketDeployment`: on AWS a function in Python unpacks archives and hands them to `aws s3 sync`.
 *
 * Here it is a type of its own that does what that function does.
 */
export const cdkBucketDeployment = defineResourceType<JsonObject>({
  name: "Custom::CDKBucketDeployment",
  properties: {
    ServiceToken: "update",
    SourceBucketNames: "update",
    SourceObjectKeys: "update",
    SourceMarkers: "update",
    SourceMarkersConfig: "update",
    DestinationBucketName: "update",
    DestinationBucketKeyPrefix: "update",
    DestinationBucketArn: "update",
    Extract: "update",
    Prune: "update",
    Exclude: "update",
    Include: "update",
    RetainOnDelete: "update",
    UserMetadata: "update",
    SystemMetadata: "update",
    SignContent: "update",
    OutputObjectKeys: "update",
    OutputObjectVersionIds: "update",
    // Says nothing without a distribution, which is refused by its absence here.
    WaitForDistributionInvalidation: "update",
  },
  required: ["ServiceToken", "SourceBucketNames", "SourceObjectKeys", "DestinationBucketName"],
  attributes: ["DestinationBucketArn", "SourceObjectKeys", "SourceObjectVersionIds"],
  comesLast: true,
  refusals: ({ SystemMetadata, SignContent }) => [
    ...metadataProblems(SystemMetadata),
    ...(isTrue(SignContent) ? [unsigned] : []),
  ],
  async create(properties, context) {
    const deployment = readDeployment(properties);
    const physicalId = `aws.cdk.s3deployment.${context.cloud.newId()}`;
    context.exists(physicalId);
    await deploy(deployment, context);
    return { physicalId, attributes: await attributesOf(properties, deployment, physicalId, context) };
  },
  async update(properties, { physicalId, properties: before }, context) {
    const deployment = readDeployment(properties);
    const old = readDestination(before);
    const hasMoved = old.bucket !== deployment.bucket || old.prefix !== deployment.prefix;
    if (hasMoved && !readDestination(properties).isRetained) await removeObjects(old, context);
    await deploy(deployment, context);
    return { physicalId, attributes: await attributesOf(properties, deployment, physicalId, context) };
  },
  async delete({ properties }, context) {
    const destination = readDestination(properties);
    const prefix = destination.prefix === "/" ? "" : destination.prefix;
    if (destination.isRetained || (await isOwned({ ...destination, prefix }, context))) return;
    await ignoreMissing(removeObjects({ ...destination, prefix }, context));
  },
});

const unsigned =
  "Custom::CDKBucketDeployment SignContent is not implemented by the local cloud (the objects are put without a request that could be signed)";

async function deploy(deployment: Deployment, context: ResourceContext): Promise<void> {
  const { files, close } = await openSources(deployment, context);
  try {
    await syncObjects(files, deployment, context);
  } catch (error) {
    throw error instanceof SyntaxError
      ? validationError(`A source of the deployment cannot be unpacked: ${error.message}`)
      : error;
  } finally {
    await close();
  }
}

/**
 * Whether a tag of the bucket says that a deployment still owns what is below the prefix.
 *
 * aws-cdk-lib tags the bucket for each of its deployments: the tag is gone before the deployment is, unless another one has
 * taken its place or the bucket goes as well.
 */
async function isOwned({ bucket, prefix }: Destination, { call }: ResourceContext): Promise<boolean> {
  const tag = prefix === "" ? "aws-cdk:cr-owned" : `aws-cdk:cr-owned:${prefix}`;
  const output = await ignoreMissing(call<GetBucketTaggingOutput>("s3", "GetBucketTagging", { Bucket: bucket }));
  return output?.TagSet?.some(({ Key = "" }) => Key.startsWith(tag)) ?? false;
}

async function attributesOf(
  properties: JsonObject,
  deployment: Deployment,
  physicalId: string,
  context: ResourceContext,
): Promise<Readonly<Record<string, JsonValue>>> {
  const { DestinationBucketArn, SourceObjectKeys = [], OutputObjectKeys, OutputObjectVersionIds } = properties;
  const attributes = {
    ...(DestinationBucketArn !== undefined && { DestinationBucketArn }),
    SourceObjectKeys: isTrue(OutputObjectKeys ?? true) ? asText(SourceObjectKeys) : [],
    ...(isTrue(OutputObjectVersionIds) && { SourceObjectVersionIds: await versionIds(deployment, context) }),
  };
  refuseLongAnswer(attributes, physicalId, context);
  return attributes;
}

/** Of each archive that was copied as it is; empty for one that is not there and in a bucket without versions. */
function versionIds({ sources, bucket, prefix }: Deployment, { call }: ResourceContext): Promise<readonly string[]> {
  return Promise.all(
    sources.map(async ({ key }) => {
      const Key = folderPrefix(prefix) + key.slice(key.lastIndexOf("/") + 1);
      const head = await ignoreMissing(call<HeadObjectOutput>("s3", "HeadObject", { Bucket: bucket, Key }));
      return head?.VersionId ?? "";
    }),
  );
}

/** CloudFormation takes no longer answer from the handler: `outputObjectKeys: false` is there to keep it short. */
function refuseLongAnswer(data: JsonObject, physicalId: string, { stackId, logicalId }: ResourceContext): void {
  const answer = pythonJson({
    Status: "SUCCESS",
    Reason: `See the details in CloudWatch Log Stream: 2026/01/01/[$LATEST]${"0".repeat(32)}`,
    PhysicalResourceId: physicalId,
    StackId: stackId,
    RequestId: "0".repeat(36),
    LogicalResourceId: logicalId,
    NoEcho: false,
    Data: { DestinationBucketArn: null, ...data },
  });
  if (answer.length > longestAnswer) throw validationError("Response object is too long.");
}
