import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud } from "../support/test-cloud.ts";
import type { TestCloud } from "../support/test-cloud.ts";

const assets = "cdk-hnb659fds-assets-000000000000-us-east-1";

describe("S3 buckets over the wire", () => {
  let cloud: TestCloud;
  let s3: S3Client;
  const Bucket = "buckets";
  beforeAll(async () => {
    cloud = await createTestCloud();
    s3 = new S3Client(cloud.clientConfig);
    await s3.send(new CreateBucketCommand({ Bucket }));
  });
  afterAll(() => cloud.close());

  it("has the bucket that cdk bootstrap would have made, and lists it", async () => {
    expect(await s3.send(new HeadBucketCommand({ Bucket: assets }))).toMatchObject({ BucketRegion: "us-east-1" });
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(["buckets", assets]);
  });

  it("answers what the cdk CLI asks of an asset bucket", async () => {
    const location = await s3.send(new GetBucketLocationCommand({ Bucket: assets }));
    expect(location.LocationConstraint || "us-east-1").toBe("us-east-1");
    const encryption = await s3.send(new GetBucketEncryptionCommand({ Bucket: assets }));
    expect(
      encryption.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm,
    ).toBe("AES256");
  });

  it("holds a request to the expected owner", async () => {
    const ask = (ExpectedBucketOwner: string) => s3.send(new HeadBucketCommand({ Bucket, ExpectedBucketOwner }));
    await ask("000000000000");
    await expect(ask("111111111111")).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });

  it.each(["UPPER", "a", "192.168.0.1", "under_score"])("rejects the bucket name %s", async (name) => {
    await expect(s3.send(new CreateBucketCommand({ Bucket: name }))).rejects.toMatchObject({
      name: "InvalidBucketName",
    });
  });

  it("gives back what is configured", async () => {
    await expect(s3.send(new GetPublicAccessBlockCommand({ Bucket }))).rejects.toMatchObject({
      name: "NoSuchPublicAccessBlockConfiguration",
    });
    const PublicAccessBlockConfiguration = {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    };
    await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    expect(await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).toMatchObject({
      PublicAccessBlockConfiguration,
    });
    const TagSet = [{ Key: "app", Value: "<mill & race>" }];
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    expect(await s3.send(new GetBucketTaggingCommand({ Bucket }))).toMatchObject({ TagSet });
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(Policy);
  });

  it("rejects a configuration that is not what its digest says", async () => {
    const command = new PutBucketTaggingCommand({
      Bucket,
      Tagging: { TagSet: [] },
      ContentMD5: Buffer.alloc(16).toString("base64"),
    });
    await expect(s3.send(command)).rejects.toMatchObject({ name: "BadDigest" });
  });

  it("turns events to EventBridge on and off, and rejects destinations that are not there", async () => {
    const configure = (NotificationConfiguration: object) =>
      s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }));
    const isOn = async () => {
      const found = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
      return found.EventBridgeConfiguration !== undefined;
    };
    await configure({ EventBridgeConfiguration: {} });
    expect(await isOn()).toBe(true);
    await configure({});
    expect(await isOn()).toBe(false);
    await expect(
      configure({
        TopicConfigurations: [{ TopicArn: "arn:aws:sns:us-east-1:000000000000:q", Events: ["s3:ObjectCreated:*"] }],
      }),
    ).rejects.toMatchObject({
      message: "Unable to validate the following destination configurations",
    });
  });

  it("keeps every version of a versioned bucket's objects", async () => {
    const versioned = "versioned";
    await s3.send(new CreateBucketCommand({ Bucket: versioned }));
    await s3.send(new PutObjectCommand({ Bucket: versioned, Key: "k", Body: "unversioned" }));
    await s3.send(
      new PutBucketVersioningCommand({ Bucket: versioned, VersioningConfiguration: { Status: "Enabled" } }),
    );
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket: versioned }))).Status).toBe("Enabled");
    const read = async (VersionId?: string) => {
      const object = await s3.send(
        new GetObjectCommand({ Bucket: versioned, Key: "k", ...(VersionId && { VersionId }) }),
      );
      return object.Body?.transformToString();
    };
    const { VersionId } = await s3.send(new PutObjectCommand({ Bucket: versioned, Key: "k", Body: "second" }));
    expect([await read(), await read("null"), await read(VersionId)]).toEqual(["second", "unversioned", "second"]);
    const marker = await s3.send(new DeleteObjectCommand({ Bucket: versioned, Key: "k" }));
    expect(marker.DeleteMarker).toBe(true);
    await expect(read()).rejects.toMatchObject({ name: "NoSuchKey" });
    const listed = await s3.send(new ListObjectVersionsCommand({ Bucket: versioned }));
    expect(listed.Versions?.map((version) => version.VersionId)).toEqual([VersionId, "null"]);
    expect(listed.DeleteMarkers?.map(({ IsLatest }) => IsLatest)).toEqual([true]);
    await s3.send(new DeleteObjectCommand({ Bucket: versioned, Key: "k", VersionId: marker.VersionId ?? "" }));
    expect(await read()).toBe("second");
    await s3.send(new DeleteObjectCommand({ Bucket: versioned, Key: "k", VersionId: VersionId ?? "" }));
    expect(await read()).toBe("unversioned");
  });
});
