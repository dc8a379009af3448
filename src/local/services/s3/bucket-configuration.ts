import type {
  GetBucketCorsOutput,
  PutBucketCorsRequest,
  GetBucketEncryptionOutput,
  GetBucketLifecycleConfigurationOutput,
  GetBucketLoggingOutput,
  GetBucketNotificationConfigurationRequest,
  GetBucketOwnershipControlsOutput,
  GetBucketPolicyOutput,
  GetBucketTaggingOutput,
  GetBucketVersioningOutput,
  GetPublicAccessBlockOutput,
  NotificationConfiguration,
  PutBucketEncryptionRequest,
  PutBucketLifecycleConfigurationRequest,
  PutBucketLoggingRequest,
  PutBucketOwnershipControlsRequest,
  PutBucketPolicyRequest,
  PutBucketTaggingRequest,
  PutBucketVersioningRequest,
  PutPublicAccessBlockRequest,
} from "@aws-sdk/client-s3";
import { AwsError } from "../../aws-error.ts";
import type { AnyOperation, Operation } from "../../service.ts";
import { bucketArn, configureBucket, requireBucket } from "./buckets.ts";
import type { BucketConfiguration, BucketInput, ConfigurationChanges } from "./buckets.ts";
import { checkCorsRules } from "./cors-rules.ts";
import { describeNotifications } from "./notifications/bucket-notification.ts";
import { putBucketNotificationConfiguration } from "./notifications/put-bucket-notification-configuration.ts";

// Each part of a bucket's configuration is put, got and deleted alike; only the names differ.

const bucketMembers = ["Bucket", "ExpectedBucketOwner"];
// Verified against the payload before it is read.
const digestMembers = ["ChecksumAlgorithm", "ContentMD5"];

interface Get<Output> {
  readonly action: string;
  /** The answer, or undefined where nothing is configured. */
  readonly read: (configuration: BucketConfiguration) => Output | undefined;
  readonly missing?: { readonly code: string; readonly message: string };
}

function get<Output extends object>({ action, read, missing }: Get<Output>): Operation<BucketInput, Output | object> {
  return {
    members: bucketMembers,
    authorize: (input) => [{ action, resource: bucketArn(input.Bucket) }],
    handle(input, { cloud }) {
      const bucket = requireBucket(cloud, input);
      const output = read(bucket.configuration);
      if (output !== undefined) return output;
      if (missing === undefined) return {};
      throw new AwsError(missing.code, missing.message, 404, { BucketName: bucket.name });
    },
  };
}

interface Put<Input> {
  readonly action: string;
  readonly members: readonly string[];
  readonly change: (input: Input) => ConfigurationChanges;
  /** What the server's log says of it: what is kept and has no effect here. */
  readonly notice?: (input: Input) => string | undefined;
}

function put<Input extends BucketInput>({ action, members, change, notice }: Put<Input>): Operation<Input, object> {
  return {
    members: [...bucketMembers, ...members],
    authorize: (input) => [{ action, resource: bucketArn(input.Bucket) }],
    handle(input, { cloud }) {
      const bucket = requireBucket(cloud, input).name;
      configureBucket(cloud, bucket, change(input));
      const text = notice?.(input);
      if (text !== undefined) cloud.log(`s3 ${bucket}: ${text}`);
      return {};
    },
  };
}

function remove(action: string, part: keyof BucketConfiguration): Operation<BucketInput, object> {
  return {
    members: bucketMembers,
    authorize: (input) => [{ action, resource: bucketArn(input.Bucket) }],
    handle(input, { cloud }) {
      configureBucket(cloud, requireBucket(cloud, input).name, { [part]: undefined });
      return {};
    },
  };
}

// What S3 has done with every new object since 2023.
const defaultEncryption = {
  Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" as const }, BucketKeyEnabled: false }],
};

const getNotification: Operation<GetBucketNotificationConfigurationRequest, NotificationConfiguration> = {
  members: bucketMembers,
  authorize: (input) => [{ action: "s3:GetBucketNotification", resource: bucketArn(input.Bucket) }],
  handle(input, { cloud }) {
    const { configuration } = requireBucket(cloud, input);
    return {
      ...describeNotifications(configuration.notifications ?? []),
      ...(configuration.eventBridgeEnabled && { EventBridgeConfiguration: {} }),
    };
  },
};

/** Operations that read and write a bucket's configuration. */
export const bucketConfigurationOperations: Readonly<Record<string, AnyOperation>> = {
  GetBucketNotificationConfiguration: getNotification,
  PutBucketNotificationConfiguration: putBucketNotificationConfiguration,
  GetBucketVersioning: get<GetBucketVersioningOutput>({
    action: "s3:GetBucketVersioning",
    read: ({ versioning }) => versioning && { Status: versioning },
  }),
  PutBucketVersioning: put<PutBucketVersioningRequest>({
    action: "s3:PutBucketVersioning",
    members: [...digestMembers, "VersioningConfiguration.Status"],
    change: (input) => ({ versioning: versioningOf(input) }),
  }),
  GetBucketEncryption: get<GetBucketEncryptionOutput>({
    action: "s3:GetEncryptionConfiguration",
    read: ({ encryption }) => ({ ServerSideEncryptionConfiguration: (encryption as never) ?? defaultEncryption }),
  }),
  PutBucketEncryption: put<PutBucketEncryptionRequest>({
    action: "s3:PutEncryptionConfiguration",
    members: [...digestMembers, "ServerSideEncryptionConfiguration"],
    change: (input) => ({ encryption: input.ServerSideEncryptionConfiguration ?? {} }),
    notice: ({ ServerSideEncryptionConfiguration: given }) =>
      given?.Rules?.some((rule) => rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm !== "AES256")
        ? "encryption by KMS is kept; the local cloud has no keys, and its objects say AES256"
        : undefined,
  }),
  DeleteBucketEncryption: remove("s3:PutEncryptionConfiguration", "encryption"),
  GetPublicAccessBlock: get<GetPublicAccessBlockOutput>({
    action: "s3:GetBucketPublicAccessBlock",
    read: ({ publicAccessBlock }) => publicAccessBlock && { PublicAccessBlockConfiguration: publicAccessBlock },
    missing: {
      code: "NoSuchPublicAccessBlockConfiguration",
      message: "The public access block configuration was not found",
    },
  }),
  PutPublicAccessBlock: put<PutPublicAccessBlockRequest>({
    action: "s3:PutBucketPublicAccessBlock",
    members: [...digestMembers, "PublicAccessBlockConfiguration"],
    change: (input) => ({ publicAccessBlock: input.PublicAccessBlockConfiguration ?? {} }),
  }),
  DeletePublicAccessBlock: remove("s3:PutBucketPublicAccessBlock", "publicAccessBlock"),
  GetBucketOwnershipControls: get<GetBucketOwnershipControlsOutput>({
    action: "s3:GetBucketOwnershipControls",
    read: ({ ownershipControls }) => ({
      OwnershipControls: (ownershipControls as never) ?? { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
    }),
  }),
  PutBucketOwnershipControls: put<PutBucketOwnershipControlsRequest>({
    action: "s3:PutBucketOwnershipControls",
    members: [...digestMembers, "OwnershipControls"],
    change: (input) => ({ ownershipControls: input.OwnershipControls ?? {} }),
  }),
  DeleteBucketOwnershipControls: remove("s3:PutBucketOwnershipControls", "ownershipControls"),
  GetBucketLogging: get<GetBucketLoggingOutput>({
    action: "s3:GetBucketLogging",
    read: ({ logging }) => logging && { LoggingEnabled: logging as never },
  }),
  PutBucketLogging: put<PutBucketLoggingRequest>({
    action: "s3:PutBucketLogging",
    members: [
      ...digestMembers,
      "BucketLoggingStatus.LoggingEnabled.TargetBucket",
      "BucketLoggingStatus.LoggingEnabled.TargetPrefix",
    ],
    change: (input) => ({ logging: input.BucketLoggingStatus?.LoggingEnabled }),
  }),
  GetBucketTagging: get<GetBucketTaggingOutput>({
    action: "s3:GetBucketTagging",
    read: ({ tags }) => tags && { TagSet: [...tags] },
    missing: { code: "NoSuchTagSet", message: "The TagSet does not exist" },
  }),
  PutBucketTagging: put<PutBucketTaggingRequest>({
    action: "s3:PutBucketTagging",
    members: [...digestMembers, "Tagging"],
    change: (input) => ({
      tags: (input.Tagging?.TagSet ?? []).map(({ Key, Value }) => ({ Key: Key ?? "", Value: Value ?? "" })),
    }),
  }),
  DeleteBucketTagging: remove("s3:PutBucketTagging", "tags"),
  GetBucketCors: get<GetBucketCorsOutput>({
    action: "s3:GetBucketCORS",
    read: ({ corsRules }) => corsRules && { CORSRules: [...corsRules] },
    missing: { code: "NoSuchCORSConfiguration", message: "The CORS configuration does not exist" },
  }),
  PutBucketCors: put<PutBucketCorsRequest>({
    action: "s3:PutBucketCORS",
    members: [...digestMembers, "CORSConfiguration.CORSRules"],
    change: (input) => ({ corsRules: checkCorsRules(input.CORSConfiguration?.CORSRules ?? []) }),
  }),
  DeleteBucketCors: remove("s3:PutBucketCORS", "corsRules"),
  GetBucketPolicy: get<GetBucketPolicyOutput>({
    action: "s3:GetBucketPolicy",
    read: ({ policy }) => (policy === undefined ? undefined : { Policy: policy }),
    missing: { code: "NoSuchBucketPolicy", message: "The bucket policy does not exist" },
  }),
  PutBucketPolicy: put<PutBucketPolicyRequest>({
    action: "s3:PutBucketPolicy",
    members: [...digestMembers, "Policy"],
    change: (input) => ({ policy: wellFormedPolicy(input.Policy ?? "") }),
  }),
  DeleteBucketPolicy: remove("s3:DeleteBucketPolicy", "policy"),
  GetBucketLifecycleConfiguration: get<GetBucketLifecycleConfigurationOutput>({
    action: "s3:GetLifecycleConfiguration",
    read: ({ lifecycleRules }) => lifecycleRules && { Rules: lifecycleRules as never },
    missing: { code: "NoSuchLifecycleConfiguration", message: "The lifecycle configuration does not exist" },
  }),
  PutBucketLifecycleConfiguration: put<PutBucketLifecycleConfigurationRequest>({
    action: "s3:PutLifecycleConfiguration",
    members: ["ChecksumAlgorithm", "LifecycleConfiguration"],
    notice: () =>
      "lifecycle rules are kept; the local cloud expires no objects and moves none to other storage classes",
    change: (input) => ({ lifecycleRules: input.LifecycleConfiguration?.Rules ?? [] }),
  }),
  DeleteBucketLifecycle: remove("s3:PutLifecycleConfiguration", "lifecycleRules"),
};

function versioningOf(input: PutBucketVersioningRequest): "Enabled" | "Suspended" {
  const status = input.VersioningConfiguration?.Status;
  if (status === "Enabled" || status === "Suspended") return status;
  throw new AwsError("IllegalVersioningConfigurationException", "The Versioning element must be specified");
}

function wellFormedPolicy(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new AwsError("MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'");
  }
}
