import type { CORSRule } from "@aws-sdk/client-s3";
import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import type { BucketNotification } from "./notifications/bucket-notification.ts";
import type { BucketRow } from "./tables.ts";

/**
 * What is configured on a bucket, in the API's own shapes.
 *
 * `eventBridgeEnabled`, `notifications`, `corsRules`, `policy` and `versioning` change what S3 does here; the rest is kept and given back.
 */
export interface BucketConfiguration {
  readonly eventBridgeEnabled?: boolean;
  /** Functions and queues that are told of changes. */
  readonly notifications?: readonly BucketNotification[];
  readonly versioning?: "Enabled" | "Suspended";
  /** `ServerSideEncryptionConfiguration`. */
  readonly encryption?: object;
  /** `PublicAccessBlockConfiguration`. */
  readonly publicAccessBlock?: object;
  /** `OwnershipControls`. */
  readonly ownershipControls?: object;
  /** `TagSet`. */
  readonly tags?: readonly { readonly Key: string; readonly Value: string }[];
  /** The policy's text. */
  readonly policy?: string;
  /** `CORSRules`. */
  readonly corsRules?: readonly CORSRule[];
  /** `LoggingEnabled`; access logs themselves are not written. */
  readonly logging?: object;
  /** `Rules` of the lifecycle configuration. */
  readonly lifecycleRules?: readonly object[];
}

export interface Bucket {
  readonly name: string;
  readonly createdAt: Date;
  readonly configuration: BucketConfiguration;
}

export const bucketArn = (bucket: string | undefined): string => `arn:aws:s3:::${bucket ?? ""}`;

export const objectArn = (bucket: string | undefined, key: string | undefined): string =>
  `arn:aws:s3:::${bucket ?? ""}/${key ?? ""}`;

export function findBucket(cloud: Cloud, name: string): Bucket | undefined {
  const row = cloud.db.prepare("SELECT * FROM s3_buckets WHERE name = ?").get(name) as BucketRow | undefined;
  return row === undefined ? undefined : toBucket(row);
}

export const toBucket = (row: BucketRow): Bucket => ({
  name: row.name,
  createdAt: new Date(row.created_at),
  configuration: JSON.parse(row.configuration) as BucketConfiguration,
});

/** Members that every operation on a bucket takes. */
export interface BucketInput {
  readonly Bucket?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

/** The bucket that a request names; throws if it is not there or not the expected account's. */
export function requireBucket(cloud: Cloud, input: BucketInput): Bucket {
  const name = input.Bucket ?? "";
  const bucket = findBucket(cloud, name);
  if (bucket === undefined) {
    throw new AwsError("NoSuchBucket", "The specified bucket does not exist", 404, { BucketName: name });
  }
  if (input.ExpectedBucketOwner !== undefined && input.ExpectedBucketOwner !== cloud.accountId) {
    throw new AwsError("AccessDenied", "Access Denied", 403);
  }
  return bucket;
}

/** Parts to set; a part that is `undefined` is removed. */
export type ConfigurationChanges = {
  readonly [Part in keyof BucketConfiguration]: BucketConfiguration[Part] | undefined;
};

/**
 * Changes parts of a bucket's configuration.
 *
 * Throws `NoSuchBucket`.
 */
export function configureBucket(cloud: Cloud, name: string, changes: ConfigurationChanges): void {
  const { configuration } = requireBucket(cloud, { Bucket: name });
  cloud.db
    .prepare("UPDATE s3_buckets SET configuration = ? WHERE name = ?")
    .run(JSON.stringify({ ...configuration, ...changes }), name);
  cloud.notify("bucket", name);
}
