import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import { validationError } from "../template/template.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { isTrue } from "./is-true.ts";
import type { Tag } from "./tag-changes.ts";

interface BucketProperties {
  readonly BucketName?: string;
  readonly NotificationConfiguration?: {
    readonly EventBridgeConfiguration?: { readonly EventBridgeEnabled?: boolean | string };
  };
  readonly BucketEncryption?: { readonly ServerSideEncryptionConfiguration: readonly EncryptionRule[] };
  readonly PublicAccessBlockConfiguration?: Readonly<Record<string, boolean | string>>;
  readonly VersioningConfiguration?: { readonly Status: string };
  readonly LifecycleConfiguration?: { readonly Rules: readonly LifecycleRule[] };
  readonly OwnershipControls?: { readonly Rules: readonly { readonly ObjectOwnership: string }[] };
  readonly LoggingConfiguration?: { readonly DestinationBucketName?: string; readonly LogFilePrefix?: string };
  readonly CorsConfiguration?: { readonly CorsRules: readonly CorsRule[] };
  readonly Tags?: readonly Tag[];
}

interface CorsRule {
  readonly Id?: string;
  readonly ExposedHeaders?: readonly string[];
  readonly MaxAge?: number | string;
  readonly [member: string]: unknown;
}

interface EncryptionRule {
  readonly ServerSideEncryptionByDefault?: { readonly SSEAlgorithm: string; readonly KMSMasterKeyID?: string };
  readonly BucketKeyEnabled?: boolean | string;
}

interface LifecycleRule {
  readonly Id?: string;
  readonly Status: string;
  readonly Prefix?: string;
  readonly TagFilters?: readonly Tag[];
  readonly ObjectSizeGreaterThan?: number | string;
  readonly ObjectSizeLessThan?: number | string;
  readonly ExpirationInDays?: number | string;
  readonly ExpiredObjectDeleteMarker?: boolean | string;
  readonly Transitions?: readonly { readonly StorageClass: string; readonly TransitionInDays?: number | string }[];
  readonly NoncurrentVersionExpiration?: { readonly NoncurrentDays: number | string };
  readonly AbortIncompleteMultipartUpload?: { readonly DaysAfterInitiation: number | string };
}

/** Each property of a bucket is a configuration of its own in S3's API, put or deleted by its own operation. */
const configurations: Readonly<
  Record<string, (bucket: string, properties: BucketProperties, context: ResourceContext) => Promise<unknown>>
> = {
  NotificationConfiguration: (Bucket, { NotificationConfiguration: given }, { call }) => {
    const isEnabled = isTrue(
      given?.EventBridgeConfiguration?.EventBridgeEnabled ?? given?.EventBridgeConfiguration !== undefined,
    );
    return call("s3", "PutBucketNotificationConfiguration", {
      Bucket,
      NotificationConfiguration: isEnabled ? { EventBridgeConfiguration: {} } : {},
    });
  },
  BucketEncryption: (Bucket, { BucketEncryption: given }, { call }) =>
    given
      ? call("s3", "PutBucketEncryption", {
          Bucket,
          ServerSideEncryptionConfiguration: {
            Rules: given.ServerSideEncryptionConfiguration.map((rule) => ({
              ApplyServerSideEncryptionByDefault: rule.ServerSideEncryptionByDefault,
              ...(rule.BucketKeyEnabled !== undefined && { BucketKeyEnabled: isTrue(rule.BucketKeyEnabled) }),
            })),
          },
        })
      : call("s3", "DeleteBucketEncryption", { Bucket }),
  PublicAccessBlockConfiguration: (Bucket, { PublicAccessBlockConfiguration: given }, { call }) =>
    given
      ? call("s3", "PutPublicAccessBlock", {
          Bucket,
          PublicAccessBlockConfiguration: Object.fromEntries(
            Object.entries(given).map(([name, value]) => [name, isTrue(value)]),
          ),
        })
      : call("s3", "DeletePublicAccessBlock", { Bucket }),
  VersioningConfiguration: (Bucket, { VersioningConfiguration: given }, { call }) =>
    call("s3", "PutBucketVersioning", { Bucket, VersioningConfiguration: { Status: given?.Status ?? "Suspended" } }),
  LifecycleConfiguration: (Bucket, { LifecycleConfiguration: given }, { call }) =>
    given
      ? call("s3", "PutBucketLifecycleConfiguration", {
          Bucket,
          LifecycleConfiguration: { Rules: given.Rules.map(lifecycleRule) },
        })
      : call("s3", "DeleteBucketLifecycle", { Bucket }),
  OwnershipControls: (Bucket, { OwnershipControls: given }, { call }) =>
    given
      ? call("s3", "PutBucketOwnershipControls", { Bucket, OwnershipControls: given })
      : call("s3", "DeleteBucketOwnershipControls", { Bucket }),
  LoggingConfiguration: (Bucket, { LoggingConfiguration: given }, { call }) =>
    call("s3", "PutBucketLogging", {
      Bucket,
      BucketLoggingStatus: given
        ? {
            LoggingEnabled: {
              TargetBucket: given.DestinationBucketName ?? Bucket,
              TargetPrefix: given.LogFilePrefix ?? "",
            },
          }
        : {},
    }),
  CorsConfiguration: (Bucket, { CorsConfiguration: given }, { call }) =>
    given
      ? call("s3", "PutBucketCors", { Bucket, CORSConfiguration: { CORSRules: given.CorsRules.map(corsRule) } })
      : call("s3", "DeleteBucketCors", { Bucket }),
  Tags: (Bucket, { Tags = [] }, { call }) =>
    Tags.length > 0
      ? call("s3", "PutBucketTagging", { Bucket, Tagging: { TagSet: Tags } })
      : call("s3", "DeleteBucketTagging", { Bucket }),
};

// The same as in S3's API, but for three names.
function corsRule({ Id, ExposedHeaders, MaxAge, ...rule }: CorsRule): object {
  return {
    ...rule,
    ...(Id !== undefined && { ID: Id }),
    ...(ExposedHeaders !== undefined && { ExposeHeaders: ExposedHeaders }),
    ...(MaxAge !== undefined && { MaxAgeSeconds: Number(MaxAge) }),
  };
}

function lifecycleRule(rule: LifecycleRule): object {
  const {
    ExpirationInDays: days,
    NoncurrentVersionExpiration: noncurrent,
    AbortIncompleteMultipartUpload: abort,
  } = rule;
  const marker = rule.ExpiredObjectDeleteMarker;
  return {
    ...(rule.Id !== undefined && { ID: rule.Id }),
    Status: rule.Status,
    Filter: lifecycleFilter(rule),
    ...(days !== undefined && { Expiration: { Days: Number(days) } }),
    ...(marker !== undefined && { Expiration: { ExpiredObjectDeleteMarker: isTrue(marker) } }),
    ...(rule.Transitions && {
      Transitions: rule.Transitions.map(({ StorageClass, TransitionInDays = 0 }) => ({
        StorageClass,
        Days: Number(TransitionInDays),
      })),
    }),
    ...(noncurrent && { NoncurrentVersionExpiration: { NoncurrentDays: Number(noncurrent.NoncurrentDays) } }),
    ...(abort && { AbortIncompleteMultipartUpload: { DaysAfterInitiation: Number(abort.DaysAfterInitiation) } }),
  };
}

function lifecycleFilter({ Prefix, TagFilters = [], ...rule }: LifecycleRule): object {
  const { ObjectSizeGreaterThan: least, ObjectSizeLessThan: most } = rule;
  const parts = {
    ...(Prefix !== undefined && { Prefix }),
    ...(least !== undefined && { ObjectSizeGreaterThan: Number(least) }),
    ...(most !== undefined && { ObjectSizeLessThan: Number(most) }),
  };
  const count = Object.keys(parts).length + TagFilters.length;
  if (count === 0) return { Prefix: "" };
  if (count > 1) return { And: { ...parts, ...(TagFilters.length > 0 && { Tags: TagFilters }) } };
  return TagFilters.length > 0 ? { Tag: TagFilters[0] } : parts;
}

export const s3Bucket = defineResourceType<BucketProperties>({
  name: "AWS::S3::Bucket",
  properties: {
    BucketName: "replace",
    "NotificationConfiguration.EventBridgeConfiguration": "update",
    "BucketEncryption.ServerSideEncryptionConfiguration": "update",
    PublicAccessBlockConfiguration: "update",
    "VersioningConfiguration.Status": "update",
    "LifecycleConfiguration.Rules.Id": "update",
    "LifecycleConfiguration.Rules.Status": "update",
    "LifecycleConfiguration.Rules.Prefix": "update",
    "LifecycleConfiguration.Rules.TagFilters": "update",
    "LifecycleConfiguration.Rules.ObjectSizeGreaterThan": "update",
    "LifecycleConfiguration.Rules.ObjectSizeLessThan": "update",
    "LifecycleConfiguration.Rules.ExpirationInDays": "update",
    "LifecycleConfiguration.Rules.ExpiredObjectDeleteMarker": "update",
    "LifecycleConfiguration.Rules.Transitions.StorageClass": "update",
    "LifecycleConfiguration.Rules.Transitions.TransitionInDays": "update",
    "LifecycleConfiguration.Rules.NoncurrentVersionExpiration.NoncurrentDays": "update",
    "LifecycleConfiguration.Rules.AbortIncompleteMultipartUpload.DaysAfterInitiation": "update",
    "CorsConfiguration.CorsRules.AllowedHeaders": "update",
    "CorsConfiguration.CorsRules.AllowedMethods": "update",
    "CorsConfiguration.CorsRules.AllowedOrigins": "update",
    "CorsConfiguration.CorsRules.ExposedHeaders": "update",
    "CorsConfiguration.CorsRules.Id": "update",
    "CorsConfiguration.CorsRules.MaxAge": "update",
    "OwnershipControls.Rules": "update",
    "LoggingConfiguration.DestinationBucketName": "update",
    "LoggingConfiguration.LogFilePrefix": "update",
    Tags: "update",
  },
  required: [],
  attributes: ["Arn", "DomainName", "DualStackDomainName", "RegionalDomainName", "WebsiteURL"],
  nameProperty: "BucketName",
  tags: "list",
  async create(properties, context) {
    const bucket = properties.BucketName ?? context.physicalName({ maxLength: 63, isLowerCase: true });
    // S3 answers the owner of an existing bucket with success; CloudFormation must not adopt what it did not make.
    if (await ignoreMissing(context.call("s3", "HeadBucket", { Bucket: bucket }))) {
      throw validationError(`${bucket} already exists`);
    }
    await context.call("s3", "CreateBucket", { Bucket: bucket });
    context.exists(bucket);
    for (const [name, put] of Object.entries(configurations)) {
      if (name in properties) await put(bucket, properties, context);
    }
    return stateOf(bucket, context);
  },
  async update(properties, existing, context) {
    const bucket = existing.physicalId;
    for (const [name, put] of Object.entries(configurations)) {
      if (name in properties || name in existing.properties) await put(bucket, properties, context);
    }
    return stateOf(bucket, context);
  },
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("s3", "DeleteBucket", { Bucket: physicalId }));
  },
});

function stateOf(bucket: string, { cloud }: ResourceContext) {
  return {
    physicalId: bucket,
    attributes: {
      Arn: `arn:aws:s3:::${bucket}`,
      DomainName: `${bucket}.s3.amazonaws.com`,
      DualStackDomainName: `${bucket}.s3.dualstack.${cloud.region}.amazonaws.com`,
      RegionalDomainName: `${bucket}.s3.${cloud.region}.amazonaws.com`,
      WebsiteURL: `http://${bucket}.s3-website-${cloud.region}.amazonaws.com`,
    },
  };
}
