import { createHash, randomBytes } from "node:crypto";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud } from "../support/test-cloud.ts";
import type { TestCloud } from "../support/test-cloud.ts";

const mebibyte = 1024 * 1024;

describe("S3 multipart uploads over the wire", () => {
  let cloud: TestCloud;
  let s3: S3Client;
  const Bucket = "multipart";
  beforeAll(async () => {
    cloud = await createTestCloud();
    s3 = new S3Client(cloud.clientConfig);
    await s3.send(new CreateBucketCommand({ Bucket }));
  });
  afterAll(() => cloud.close());

  const begin = async (Key: string, more: object = {}) => {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }));
    return { Bucket, Key, UploadId: UploadId ?? "" };
  };
  type Upload = Awaited<ReturnType<typeof begin>>;
  const upload = async (to: Upload, PartNumber: number, Body: Uint8Array) => {
    const { ETag, ChecksumCRC32 } = await s3.send(new UploadPartCommand({ ...to, PartNumber, Body }));
    return { PartNumber, ETag, ChecksumCRC32 };
  };
  const complete = (to: Upload, Parts: { PartNumber: number; ETag: string | undefined }[], more: object = {}) =>
    s3.send(new CompleteMultipartUploadCommand({ ...to, MultipartUpload: { Parts }, ...more }));

  it("is not completed without the parts' checksums of which its own is made", async () => {
    const to = await begin("composite", { ChecksumAlgorithm: "CRC32" });
    const { PartNumber, ETag, ChecksumCRC32 } = await upload(to, 1, Buffer.from("abc"));
    await expect(complete(to, [{ PartNumber, ETag }])).rejects.toMatchObject({
      name: "InvalidRequest",
      message: expect.stringContaining("It was missing for part 1 in the request.") as string,
    });
    expect(await complete(to, [{ PartNumber, ETag, ChecksumCRC32 } as never])).toMatchObject({
      ChecksumType: "COMPOSITE",
    });
  });

  it("is read part by part, and tells of its parts", async () => {
    const to = await begin("parts", { ChecksumAlgorithm: "CRC32" });
    const [first, second] = [Buffer.alloc(5 * mebibyte, "a"), Buffer.from("the rest")];
    const parts = [await upload(to, 2, first), await upload(to, 7, second)];
    await complete(to, parts);
    const Key = "parts";
    const object = await s3.send(new GetObjectCommand({ Bucket, Key, PartNumber: 7 }));
    expect(await object.Body?.transformToString()).toBe("the rest");
    expect(object).toMatchObject({
      PartsCount: 2,
      ContentRange: `bytes ${first.length}-${first.length + 7}/${first.length + 8}`,
      $metadata: { httpStatusCode: 206 },
    });
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key, PartNumber: 2 }))).ContentLength).toBe(first.length);
    await expect(s3.send(new GetObjectCommand({ Bucket, Key, PartNumber: 3 }))).rejects.toMatchObject({
      name: "InvalidPartNumber",
      $metadata: { httpStatusCode: 416 },
    });
    const both = new GetObjectCommand({ Bucket, Key, PartNumber: 2, Range: "bytes=0-1" });
    await expect(s3.send(both)).rejects.toThrow("Cannot specify both Range header and partNumber");
    const describe = (more: object = {}) =>
      s3.send(
        new GetObjectAttributesCommand({
          Bucket,
          Key,
          ObjectAttributes: ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"],
          ...more,
        }),
      );
    expect(await describe({ MaxParts: 1 })).toMatchObject({
      ETag: expect.stringMatching(/^[0-9a-f]{32}-2$/) as string,
      Checksum: { ChecksumCRC32: expect.stringMatching(/-2$/) as string, ChecksumType: "COMPOSITE" },
      ObjectParts: {
        TotalPartsCount: 2,
        IsTruncated: true,
        NextPartNumberMarker: "2",
        Parts: [{ PartNumber: 2, Size: first.length, ChecksumCRC32: parts[0]?.ChecksumCRC32 }],
      },
      StorageClass: "STANDARD",
      ObjectSize: first.length + 8,
    });
    expect((await describe({ PartNumberMarker: "2" })).ObjectParts?.Parts).toMatchObject([{ PartNumber: 7, Size: 8 }]);
    await s3.send(new PutObjectCommand({ Bucket, Key: "whole", Body: "abc" }));
    expect((await describe({ Key: "whole" })).ObjectParts).toBeUndefined();
    const whole = await s3.send(new GetObjectCommand({ Bucket, Key: "whole", PartNumber: 1 }));
    expect(await whole.Body?.transformToString()).toBe("abc");
    await expect(describe({ ObjectAttributes: ["Colour"] })).rejects.toThrow("Invalid attribute name specified.");
  });

  it("joins 20 MB in parts that came out of order", async () => {
    const bytes = randomBytes(20_000_000);
    const sizes = [8 * mebibyte, 8 * mebibyte];
    const pieces = [
      bytes.subarray(0, sizes[0]),
      bytes.subarray(sizes[0], 16 * mebibyte),
      bytes.subarray(16 * mebibyte),
    ];
    const to = await begin("big", { ContentType: "application/parquet", ChecksumAlgorithm: "CRC32" });
    const parts = await Promise.all([3, 1, 2].map((number) => upload(to, number, pieces[number - 1] ?? bytes)));
    const ordered = parts.toSorted((a, b) => a.PartNumber - b.PartNumber);
    const listed = await s3.send(new ListPartsCommand(to));
    expect(listed.Parts?.map(({ Size }) => Size)).toEqual(pieces.map((piece) => piece.length));
    const completed = await complete(to, ordered);
    const md5s = pieces.map((piece) => createHash("md5").update(piece).digest());
    expect(completed.ETag).toBe(`"${createHash("md5").update(Buffer.concat(md5s)).digest("hex")}-3"`);
    expect(completed.ChecksumCRC32).toMatch(/-3$/);
    const object = await s3.send(new GetObjectCommand({ Bucket, Key: "big" }));
    expect(object.ContentType).toBe("application/parquet");
    expect(Buffer.from((await object.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
    await expect(s3.send(new ListPartsCommand(to))).rejects.toMatchObject({ name: "NoSuchUpload" });
  });

  it("rejects parts that are missing, changed, out of order or too small", async () => {
    const to = await begin("wrong");
    const first = await upload(to, 1, randomBytes(1000));
    const second = await upload(to, 2, randomBytes(1000));
    await expect(complete(to, [second, first])).rejects.toMatchObject({ name: "InvalidPartOrder" });
    await expect(complete(to, [{ PartNumber: 3, ETag: '"x"' }])).rejects.toMatchObject({ name: "InvalidPart" });
    await expect(complete(to, [{ ...first, ETag: '"x"' }])).rejects.toMatchObject({ name: "InvalidPart" });
    await expect(complete(to, [first, second])).rejects.toMatchObject({ name: "EntityTooSmall" });
    await complete(to, [second]);
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: "wrong" }))).ContentLength).toBe(1000);
  });

  it("completes only if the key is still free, when asked", async () => {
    const [winner, loser] = [await begin("once"), await begin("once")];
    const [first, second] = [await upload(winner, 1, Buffer.from("1")), await upload(loser, 1, Buffer.from("2"))];
    await complete(winner, [first], { IfNoneMatch: "*" });
    await expect(complete(loser, [second], { IfNoneMatch: "*" })).rejects.toMatchObject({ name: "PreconditionFailed" });
  });

  it("takes ranges of another object as parts", async () => {
    const source = randomBytes(6 * mebibyte);
    await s3.send(new PutObjectCommand({ Bucket, Key: "source", Body: source }));
    const to = await begin("assembled");
    const copy = async (PartNumber: number, CopySourceRange: string) => {
      const { CopyPartResult } = await s3.send(
        new UploadPartCopyCommand({ ...to, PartNumber, CopySource: `${Bucket}/source`, CopySourceRange }),
      );
      return { PartNumber, ETag: CopyPartResult?.ETag };
    };
    const parts = [await copy(1, `bytes=1-${5 * mebibyte}`), await copy(2, "bytes=0-0")];
    await expect(copy(3, `bytes=0-${source.length}`)).rejects.toMatchObject({ name: "InvalidArgument" });
    await complete(to, parts);
    const object = await s3.send(new GetObjectCommand({ Bucket, Key: "assembled" }));
    const expected = Buffer.concat([source.subarray(1, 5 * mebibyte + 1), source.subarray(0, 1)]);
    expect(Buffer.from((await object.Body?.transformToByteArray()) ?? []).equals(expected)).toBe(true);
  });

  it("forgets an aborted upload", async () => {
    const to = await begin("aborted");
    await upload(to, 1, Buffer.from("1"));
    const { Uploads } = await s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: "aborted" }));
    expect(Uploads?.map(({ UploadId }) => UploadId)).toEqual([to.UploadId]);
    await s3.send(new AbortMultipartUploadCommand(to));
    await expect(upload(to, 2, Buffer.from("2"))).rejects.toMatchObject({ name: "NoSuchUpload" });
  });
});
