import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeleteObjectTaggingCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listRecentEvents } from "../../src/local/services/events/index.ts";
import { issueRoleCredentials } from "../../src/local/services/sts/index.ts";
import { createRole } from "../local/lambda/create-role.ts";
import { createTestCloud, type TestCloud } from "../support/test-cloud.ts";

let cloud: TestCloud;
let s3: S3Client;
const Bucket = "tagged";

beforeAll(async () => {
  cloud = await createTestCloud();
  s3 = new S3Client(cloud.clientConfig);
  await s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => cloud.close());

const put = (Key: string, more: object = {}) => s3.send(new PutObjectCommand({ Bucket, Key, Body: "text", ...more }));
const tagsOf = async (Key: string, more: object = {}): Promise<Record<string, string>> => {
  const { TagSet = [] } = await s3.send(new GetObjectTaggingCommand({ Bucket, Key, ...more }));
  return Object.fromEntries(TagSet.map((tag) => [tag.Key ?? "", tag.Value ?? ""]));
};

describe("tags of an object", () => {
  it("come with the object, are counted by a read, replaced and removed", async () => {
    await put("a", { Tagging: "project=mill%20race&kind=a%2Bb&empty=" });
    expect(await tagsOf("a")).toEqual({ project: "mill race", kind: "a+b", empty: "" });
    expect((await s3.send(new GetObjectCommand({ Bucket, Key: "a" }))).TagCount).toBe(3);
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: "a" }))).TagCount).toBe(3);
    const Tagging = { TagSet: [{ Key: "größe", Value: "1" }] };
    await s3.send(new PutObjectTaggingCommand({ Bucket, Key: "a", Tagging }));
    expect(await tagsOf("a")).toEqual({ größe: "1" });
    await s3.send(new DeleteObjectTaggingCommand({ Bucket, Key: "a" }));
    expect(await tagsOf("a")).toEqual({});
    await put("a");
    expect((await s3.send(new GetObjectCommand({ Bucket, Key: "a" }))).TagCount).toBeUndefined();
  });

  it("are copied with it, or replaced", async () => {
    await put("source", { Tagging: "a=1" });
    const copy = (Key: string, more: object = {}) =>
      s3.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/source`, ...more }));
    await copy("copied");
    expect(await tagsOf("copied")).toEqual({ a: "1" });
    await copy("replaced", { TaggingDirective: "REPLACE", Tagging: "b=2" });
    expect(await tagsOf("replaced")).toEqual({ b: "2" });
    await copy("bare", { TaggingDirective: "REPLACE" });
    expect(await tagsOf("bare")).toEqual({});
  });

  it("are those that a multipart upload began with", async () => {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "parts", Tagging: "a=1" }));
    const { ETag } = await s3.send(
      new UploadPartCommand({ Bucket, Key: "parts", UploadId, PartNumber: 1, Body: "text" }),
    );
    const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] };
    await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: "parts", UploadId, MultipartUpload }));
    expect(await tagsOf("parts")).toEqual({ a: "1" });
  });

  it("belong to a version, and tell EventBridge of changes", async () => {
    await s3.send(new CreateBucketCommand({ Bucket: "versioned" }));
    const versioned = { Bucket: "versioned", Key: "k" };
    await s3.send(
      new PutBucketVersioningCommand({ Bucket: "versioned", VersioningConfiguration: { Status: "Enabled" } }),
    );
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket: "versioned",
        NotificationConfiguration: { EventBridgeConfiguration: {} },
      }),
    );
    const { VersionId } = await put("k", { ...versioned, Tagging: "v=1" });
    await put("k", { ...versioned, Tagging: "v=2" });
    const Tagging = { TagSet: [{ Key: "v", Value: "one" }] };
    const changed = await s3.send(new PutObjectTaggingCommand({ ...versioned, VersionId, Tagging }));
    expect(changed.VersionId).toBe(VersionId);
    expect(await tagsOf("k", { ...versioned, VersionId })).toEqual({ v: "one" });
    expect(await tagsOf("k", versioned)).toEqual({ v: "2" });
    const [event] = listRecentEvents(cloud.cloud, 1);
    expect(event).toMatchObject({ event: { "detail-type": "Object Tags Added", source: "aws.s3" } });
    await s3.send(new DeleteObjectTaggingCommand({ ...versioned }));
    expect(listRecentEvents(cloud.cloud, 1)[0]).toMatchObject({ event: { "detail-type": "Object Tags Deleted" } });
  });

  it("need rights of their own", async () => {
    await createRole(cloud.cloud, { name: "writer", service: "lambda.amazonaws.com", actions: ["s3:PutObject"] });
    const { AccessKeyId, SecretAccessKey, SessionToken } = issueRoleCredentials(cloud.cloud, {
      roleArn: "arn:aws:iam::000000000000:role/writer",
      sessionName: "test",
    });
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const writer = new S3Client({ ...cloud.clientConfig, credentials });
    const input = { Bucket, Key: "w", Body: "text" };
    await writer.send(new PutObjectCommand(input));
    await expect(writer.send(new PutObjectCommand({ ...input, Tagging: "a=1" }))).rejects.toThrow(
      "s3:PutObjectTagging",
    );
    await expect(writer.send(new GetObjectTaggingCommand({ Bucket, Key: "w" }))).rejects.toThrow("s3:GetObjectTagging");
  });

  it.each([
    ["eleven tags", Array.from({ length: 11 }, (_, index) => `k${index}=v`).join("&"), "BadRequest"],
    ["a key twice", "a=1&a=2", "InvalidArgument"],
    ["no key", "=1", "InvalidTag"],
    ["a broken escape", "a=%zz", "InvalidArgument"],
    ["a character that no tag has", "a=<b>", "InvalidTag"],
  ])("rejects %s", async (_title, Tagging, name) => {
    await expect(put("bad", { Tagging })).rejects.toMatchObject({ name });
  });
});

describe("a conditional deletion", () => {
  it("deletes only what the client has seen", async () => {
    const { ETag } = await put("seen");
    const remove = (IfMatch: string | undefined) =>
      s3.send(new DeleteObjectCommand({ Bucket, Key: "seen", IfMatch: IfMatch ?? "" }));
    await expect(remove('"other"')).rejects.toMatchObject({ name: "PreconditionFailed" });
    await remove(ETag);
    await expect(remove(ETag)).rejects.toMatchObject({ name: "NoSuchKey" });
  });

  it("is answered key by key where there are many", async () => {
    const { ETag } = await put("one");
    await put("two");
    const Objects = [
      { Key: "one", ETag },
      { Key: "two", ETag: '"other"' },
    ];
    const answer = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(answer.Deleted).toEqual([{ Key: "one" }]);
    expect(answer.Errors).toMatchObject([{ Key: "two", Code: "PreconditionFailed" }]);
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: "two" }))).ContentLength).toBe(4);
  });
});

describe("listings", () => {
  it("page through versions, folded behind a delimiter", async () => {
    await s3.send(new CreateBucketCommand({ Bucket: "folded" }));
    await s3.send(new PutBucketVersioningCommand({ Bucket: "folded", VersioningConfiguration: { Status: "Enabled" } }));
    for (const Key of ["a", "b/1", "b/1", "b/2", "c", "c"]) await put(Key, { Bucket: "folded" });
    const seen: string[] = [];
    let markers: { KeyMarker?: string; VersionIdMarker?: string } = {};
    for (;;) {
      const page = await s3.send(
        new ListObjectVersionsCommand({ Bucket: "folded", Delimiter: "/", MaxKeys: 1, ...markers }),
      );
      seen.push(...(page.Versions ?? []).map(({ Key = "" }) => Key));
      seen.push(...(page.CommonPrefixes ?? []).map(({ Prefix = "" }) => Prefix));
      if (page.IsTruncated !== true) break;
      markers = {
        ...(page.NextKeyMarker !== undefined && { KeyMarker: page.NextKeyMarker }),
        ...(page.NextVersionIdMarker !== undefined && { VersionIdMarker: page.NextVersionIdMarker }),
      };
    }
    expect(seen).toEqual(["a", "b/", "c", "c"]);
  });

  it("page through uploads under way, folded behind a delimiter", async () => {
    await s3.send(new CreateBucketCommand({ Bucket: "uploads" }));
    for (const Key of ["a", "b/1", "b/2", "c", "c"]) {
      await s3.send(new CreateMultipartUploadCommand({ Bucket: "uploads", Key }));
    }
    const seen: string[] = [];
    let markers: { KeyMarker?: string; UploadIdMarker?: string } = {};
    for (;;) {
      const page = await s3.send(
        new ListMultipartUploadsCommand({ Bucket: "uploads", Delimiter: "/", MaxUploads: 1, ...markers }),
      );
      seen.push(...(page.Uploads ?? []).map(({ Key = "" }) => Key));
      seen.push(...(page.CommonPrefixes ?? []).map(({ Prefix = "" }) => Prefix));
      if (page.IsTruncated !== true) break;
      markers = {
        ...(page.NextKeyMarker !== undefined && { KeyMarker: page.NextKeyMarker }),
        ...(page.NextUploadIdMarker && { UploadIdMarker: page.NextUploadIdMarker }),
      };
    }
    expect(seen).toEqual(["a", "b/", "c", "c"]);
  });
});

it("says that encryption by KMS has no effect here, and nothing of S3's own", async () => {
  const encrypt = (SSEAlgorithm: "AES256" | "aws:kms") =>
    s3.send(
      new PutBucketEncryptionCommand({
        Bucket,
        ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm } }] },
      }),
    );
  await encrypt("AES256");
  expect(cloud.logged.join("\n")).not.toContain("KMS");
  await encrypt("aws:kms");
  expect(cloud.logged.join("\n")).toContain("encryption by KMS is kept");
});

it("says that lifecycle rules have no effect here", async () => {
  const Rules = [{ ID: "old", Status: "Enabled" as const, Filter: { Prefix: "" }, Expiration: { Days: 1 } }];
  await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
  expect(cloud.logged.join("\n")).toContain("the local cloud expires no objects");
});
