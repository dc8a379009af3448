import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud } from "../support/test-cloud.ts";
import type { TestCloud } from "../support/test-cloud.ts";

describe("S3 objects over the wire", () => {
  let cloud: TestCloud;
  let s3: S3Client;
  const Bucket = "objects";
  beforeAll(async () => {
    cloud = await createTestCloud();
    s3 = new S3Client(cloud.clientConfig);
    await s3.send(new CreateBucketCommand({ Bucket }));
  });
  afterAll(() => cloud.close());

  const put = (Key: string, Body: string | Uint8Array, more: object = {}) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
  const read = async (Key: string, more: object = {}): Promise<Buffer> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };

  it("gives back a streamed upload of 70,000 bytes byte by byte", async () => {
    const bytes = randomBytes(70_000);
    const pieces = Array.from({ length: 7 }, (_, index) => bytes.subarray(index * 10_000, (index + 1) * 10_000));
    const stored = await s3.send(
      new PutObjectCommand({ Bucket, Key: "streamed", Body: Readable.from(pieces), ContentLength: bytes.length }),
    );
    const object = await s3.send(new GetObjectCommand({ Bucket, Key: "streamed" }));
    expect(Buffer.from((await object.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
    expect(object.ContentLength).toBe(70_000);
    expect(object.ContentEncoding).toBeUndefined();
    expect(stored.ETag).toBe(`"${createHash("md5").update(bytes).digest("hex")}"`);
    expect(stored.ChecksumCRC32).toBe(object.ChecksumCRC32);
    expect(stored.ChecksumCRC32).toMatch(/=$/);
  });

  it.each(["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const)(
    "verifies a streamed upload with %s, as the client computes it",
    async (ChecksumAlgorithm) => {
      const Body = Readable.from([Buffer.from("123456"), Buffer.from("789")]);
      const stored = await s3.send(
        new PutObjectCommand({ Bucket, Key: ChecksumAlgorithm, Body, ContentLength: 9, ChecksumAlgorithm }),
      );
      expect(stored[`Checksum${ChecksumAlgorithm}`]).toMatch(/=$/);
    },
  );

  it("rejects a body that is not what its checksum says, and stores nothing", async () => {
    await expect(put("damaged", "text", { ChecksumSHA256: randomBytes(32).toString("base64") })).rejects.toMatchObject({
      name: "BadDigest",
    });
    await expect(put("damaged", "text", { ContentMD5: randomBytes(16).toString("base64") })).rejects.toMatchObject({
      name: "BadDigest",
    });
    await expect(read("damaged")).rejects.toMatchObject({ name: "NoSuchKey", $metadata: { httpStatusCode: 404 } });
  });

  it("keeps headers and metadata, and answers HEAD like GET", async () => {
    const Expires = new Date("2030-01-02T03:04:05Z");
    await put("headers", "body", {
      ContentType: "text/csv; charset=utf-8",
      CacheControl: "no-store",
      ContentDisposition: 'attachment; filename="a.csv"',
      ContentLanguage: "de",
      Metadata: { execution: "run-1" },
      Expires,
    });
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: "headers" }));
    expect(head).toMatchObject({
      ContentType: "text/csv; charset=utf-8",
      CacheControl: "no-store",
      ContentDisposition: 'attachment; filename="a.csv"',
      ContentLanguage: "de",
      Metadata: { execution: "run-1" },
      ContentLength: 4,
      ServerSideEncryption: "AES256",
      ExpiresString: Expires.toUTCString(),
    });
    const object = await s3.send(
      new GetObjectCommand({
        Bucket,
        Key: "headers",
        ResponseContentType: "text/plain",
        ResponseCacheControl: "max-age=1",
      }),
    );
    expect(object).toMatchObject({ ContentType: "text/plain", CacheControl: "max-age=1" });
  });

  it.each([
    ["bytes=0-3", "0123", "bytes 0-3/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=-2", "89", "bytes 8-9/10"],
    ["bytes=5-100", "56789", "bytes 5-9/10"],
  ])("answers the range %s", async (Range, expected, ContentRange) => {
    await put("digits", "0123456789");
    const object = await s3.send(new GetObjectCommand({ Bucket, Key: "digits", Range }));
    expect(await object.Body?.transformToString()).toBe(expected);
    expect(object).toMatchObject({ ContentRange, ContentLength: expected.length, $metadata: { httpStatusCode: 206 } });
  });

  it("rejects a range beyond the object", async () => {
    await put("digits", "0123456789");
    await expect(read("digits", { Range: "bytes=10-" })).rejects.toMatchObject({
      name: "InvalidRange",
      $metadata: { httpStatusCode: 416 },
    });
  });

  it("answers conditional reads", async () => {
    const { ETag } = await put("conditional", "one");
    expect(String(await read("conditional", { IfMatch: ETag }))).toBe("one");
    await expect(read("conditional", { IfMatch: '"other"' })).rejects.toMatchObject({
      name: "PreconditionFailed",
      $metadata: { httpStatusCode: 412 },
    });
    await expect(read("conditional", { IfNoneMatch: ETag })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
    await expect(read("conditional", { IfModifiedSince: new Date(Date.now() + 1000) })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
  });

  it("lets exactly one of ten racing writers create a key", async () => {
    const attempts = Array.from({ length: 10 }, (_, index) => put("race", `writer ${index}`, { IfNoneMatch: "*" }));
    const outcomes = await Promise.allSettled(attempts);
    const lost = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as Error] : []));
    expect(lost).toHaveLength(9);
    expect(new Set(lost.map((error) => error.name))).toEqual(new Set(["PreconditionFailed"]));
    const winner = outcomes.findIndex((outcome) => outcome.status === "fulfilled");
    expect(String(await read("race"))).toBe(`writer ${winner}`);
  });

  it("overwrites by ETag only what the writer has seen", async () => {
    const first = await put("cas", "1");
    await put("cas", "2", { IfMatch: first.ETag });
    await expect(put("cas", "3", { IfMatch: first.ETag })).rejects.toMatchObject({ name: "PreconditionFailed" });
    await expect(put("cas-absent", "3", { IfMatch: first.ETag })).rejects.toMatchObject({ name: "NoSuchKey" });
    expect(String(await read("cas"))).toBe("2");
  });

  it.each([
    "a+b c/ü.csv",
    "../../etc/passwd",
    "/leading//double/",
    "%2F",
    "star*?#&=.txt",
    "quote'\"<>.txt",
    "日本/😀",
  ])("stores, lists and deletes the key %s", async (Key) => {
    await put(Key, Key);
    expect(String(await read(Key))).toBe(Key);
    const listed = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: Key }));
    expect(listed.Contents?.map((entry) => entry.Key)).toEqual([Key]);
    const encoded = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: Key, EncodingType: "url" }));
    expect(decodeURIComponent(encoded.Contents?.[0]?.Key ?? "")).toBe(Key);
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await expect(read(Key)).rejects.toMatchObject({ name: "NoSuchKey" });
  });

  it("copies an object with its headers, or with others", async () => {
    await put("from/ä +.txt", "copied", { ContentType: "text/plain", Metadata: { a: "1" } });
    const CopySource = `${Bucket}/${encodeURIComponent("from/ä +.txt")}`;
    const copied = await s3.send(new CopyObjectCommand({ Bucket, Key: "to/same", CopySource }));
    expect(copied.CopyObjectResult?.ETag).toBe(`"${createHash("md5").update("copied").digest("hex")}"`);
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: "to/same" }))).toMatchObject({
      ContentType: "text/plain",
      Metadata: { a: "1" },
    });
    await s3.send(
      new CopyObjectCommand({
        Bucket,
        Key: "to/other",
        CopySource,
        MetadataDirective: "REPLACE",
        Metadata: { b: "2" },
      }),
    );
    const other = await s3.send(new HeadObjectCommand({ Bucket, Key: "to/other" }));
    expect(other.Metadata).toEqual({ b: "2" });
    expect(String(await read("to/other"))).toBe("copied");
    await expect(
      s3.send(new CopyObjectCommand({ Bucket, Key: "to/same", CopySource: `${Bucket}/to/same` })),
    ).rejects.toMatchObject({ name: "InvalidRequest" });
  });

  it("deletes many keys at once, also such as never were", async () => {
    await put("many/1", "1");
    await put("many/ 2&<", "2");
    const answer = await s3.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: [{ Key: "many/1" }, { Key: "many/ 2&<" }, { Key: "many/absent" }] },
      }),
    );
    expect(answer.Deleted?.map(({ Key }) => Key)).toEqual(["many/1", "many/ 2&<", "many/absent"]);
    expect((await s3.send(new ListObjectsV2Command({ Bucket, Prefix: "many/" }))).KeyCount).toBe(0);
  });

  it("rejects what it does not implement, by name", async () => {
    await expect(put("locked", "text", { ObjectLockMode: "GOVERNANCE" })).rejects.toMatchObject({
      name: "NotImplemented",
      message: "The member ObjectLockMode of s3 PutObject is not implemented by the local cloud",
      $metadata: { httpStatusCode: 501 },
    });
    await expect(put("kms", "text", { ServerSideEncryption: "aws:kms" })).rejects.toMatchObject({
      message: "ServerSideEncryption aws:kms of s3 is not implemented by the local cloud",
    });
  });

  it("keeps a bucket that is not empty", async () => {
    await s3.send(new CreateBucketCommand({ Bucket: "full-bucket" }));
    await s3.send(new PutObjectCommand({ Bucket: "full-bucket", Key: "k", Body: "v" }));
    await expect(s3.send(new DeleteBucketCommand({ Bucket: "full-bucket" }))).rejects.toMatchObject({
      name: "BucketNotEmpty",
      $metadata: { httpStatusCode: 409 },
    });
    await s3.send(new DeleteObjectCommand({ Bucket: "full-bucket", Key: "k" }));
    await s3.send(new DeleteBucketCommand({ Bucket: "full-bucket" }));
    await expect(put("k", "v", { Bucket: "full-bucket" })).rejects.toMatchObject({ name: "NoSuchBucket" });
  });
});
