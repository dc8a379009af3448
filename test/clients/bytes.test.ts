import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, it } from "vitest";
import { hasTool } from "../support/required-tool.ts";
import { awsCliSuite } from "./aws-cli-suite.ts";

const mebibyte = 1024 * 1024;
const large = randomBytes(20_000_000);
const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

describe.skipIf(!hasTool("aws"))("bytes through the SDK and the aws CLI", () => {
  const suite = awsCliSuite();
  const { aws, text } = suite;
  let s3: S3Client;
  const Bucket = "bytes";

  beforeAll(async () => {
    s3 = new S3Client(suite.cloud.clientConfig);
    await suite.cloud.cloud.call("s3", "CreateBucket", { Bucket }, { kind: "root" });
    writeFileSync(join(suite.folder, "large.bin"), large);
  });

  const read = async (Key: string, Range?: string): Promise<Uint8Array> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, ...(Range !== undefined && { Range }) }));
    return Body?.transformToByteArray() ?? new Uint8Array();
  };

  it("keeps 20 MB of the SDK, whole and by ranges, as both clients read them", async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: "sdk.bin", Body: large }));
    expect(digest(await read("sdk.bin"))).toBe(digest(large));
    for (const [first, last] of [
      [0, 0],
      [65_535, 65_536],
      [9_999_999, 14_999_999],
      [19_999_999, 30_000_000],
    ] as const) {
      const part = await read("sdk.bin", `bytes=${first}-${last}`);
      expect(Buffer.compare(part, large.subarray(first, last + 1))).toBe(0);
    }
    expect(Buffer.compare(await read("sdk.bin", "bytes=-1000"), large.subarray(-1000))).toBe(0);
    await text("s3 cp", { onlyShowErrors: true }, "s3://bytes/sdk.bin", join(suite.folder, "sdk.bin"));
    expect(digest(readFileSync(join(suite.folder, "sdk.bin")))).toBe(digest(large));
    const range = { bucket: Bucket, key: "sdk.bin", range: "bytes=12345678-12355677" };
    await aws("s3api get-object", range, join(suite.folder, "range.bin"));
    expect(readFileSync(join(suite.folder, "range.bin")).equals(large.subarray(12_345_678, 12_355_678))).toBe(true);
  });

  it("keeps 20 MB of the CLI, which come in parts, as both clients read them", async () => {
    await text("s3 cp", { onlyShowErrors: true }, join(suite.folder, "large.bin"), "s3://bytes/cli.bin");
    const head = await aws("s3api head-object", { bucket: Bucket, key: "cli.bin" });
    expect(head).toMatchObject({ ContentLength: large.length, ETag: expect.stringMatching(/-3"$/) });
    expect(digest(await read("cli.bin"))).toBe(digest(large));
    await aws("s3api get-object", { bucket: Bucket, key: "cli.bin" }, join(suite.folder, "cli.bin"));
    expect(digest(readFileSync(join(suite.folder, "cli.bin")))).toBe(digest(large));
    // In the middle of one part and over the border of two.
    const border = 8 * mebibyte;
    const part = await read("cli.bin", `bytes=${border - 10}-${border + 9}`);
    expect(Buffer.compare(part, large.subarray(border - 10, border + 10))).toBe(0);
    await text("s3 cp", { onlyShowErrors: true }, "s3://bytes/cli.bin", "s3://bytes/copied.bin");
    expect(digest(await read("copied.bin"))).toBe(digest(large));
  });

  it("keeps parts that the SDK uploads out of order", async () => {
    const place = { Bucket, Key: "parts.bin" };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...place, ChecksumAlgorithm: "CRC32C" }));
    const slices = Array.from({ length: 4 }, (_, index) => large.subarray(index * 6_000_000, (index + 1) * 6_000_000));
    const sent = await Promise.all(
      slices.toReversed().map(async (Body, index) => {
        const PartNumber = slices.length - index;
        const answer = await s3.send(
          new UploadPartCommand({ ...place, UploadId, PartNumber, Body, ChecksumAlgorithm: "CRC32C" }),
        );
        return { PartNumber, ETag: answer.ETag, ChecksumCRC32C: answer.ChecksumCRC32C };
      }),
    );
    const Parts = sent.toSorted((a, b) => a.PartNumber - b.PartNumber);
    await s3.send(new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts } }));
    expect(digest(await read("parts.bin"))).toBe(digest(large));
  });

  it("keeps streams of 70,000 bytes, their length said and unsaid, with any checksum behind them", async () => {
    const body = large.subarray(0, 70_000);
    const pieces = (): Readable =>
      Readable.from(
        (function* pieces() {
          for (let at = 0; at < body.length; at += 777) yield body.subarray(at, at + 777);
        })(),
        { objectMode: false },
      );
    for (const ChecksumAlgorithm of ["CRC32", "CRC32C", "SHA1", "SHA256"] as const) {
      const Key = `stream-${ChecksumAlgorithm}.bin`;
      await s3.send(
        new PutObjectCommand({ Bucket, Key, Body: pieces(), ContentLength: body.length, ChecksumAlgorithm }),
      );
      expect(Buffer.compare(await read(Key), body)).toBe(0);
    }
    // The SDK refuses a stream of unsaid length itself. Chunked transfer, as curl and fetch send what they do not know the length of.
    const unknown = await fetch(`${suite.cloud.endpoint}/${Bucket}/unknown.bin`, {
      method: "PUT",
      body: Readable.toWeb(pieces()) as ReadableStream,
      duplex: "half",
    } as RequestInit);
    expect([unknown.status, Buffer.compare(await read("unknown.bin"), body)]).toEqual([200, 0]);
    writeFileSync(join(suite.folder, "small.bin"), body);
    await text("s3api put-object", { bucket: Bucket, key: "cli-small.bin", body: join(suite.folder, "small.bin") });
    expect(Buffer.compare(await read("cli-small.bin"), body)).toBe(0);
  });

  it("lists 10,000 objects page by page, through both", async () => {
    const many = "many";
    await suite.cloud.cloud.call("s3", "CreateBucket", { Bucket: many }, { kind: "root" });
    const keys = Array.from({ length: 10_000 }, (_, n) => `${n % 7}/${String(n).padStart(5, "0")}`).toSorted();
    const put = (Key: string) =>
      suite.cloud.cloud.call("s3", "PutObject", { Bucket: many, Key, Body: Buffer.from("x") }, { kind: "root" });
    for (let at = 0; at < keys.length; at += 100) await Promise.all(keys.slice(at, at + 100).map(put));
    const listed: string[] = [];
    let pages = 0;
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: many })) {
      pages += 1;
      listed.push(...Contents.map(({ Key = "" }) => Key));
    }
    expect(pages).toBe(10);
    expect(listed).toEqual(keys);
    const { CommonPrefixes = [] } = await s3.send(new ListObjectsV2Command({ Bucket: many, Delimiter: "/" }));
    expect(CommonPrefixes.map(({ Prefix }) => Prefix)).toEqual(["0/", "1/", "2/", "3/", "4/", "5/", "6/"]);
    const { Contents } = await aws("s3api list-objects-v2", { bucket: many });
    expect(Contents.map(({ Key }: { Key: string }) => Key)).toEqual(keys);
    const old = await aws("s3api list-objects", { bucket: many, pageSize: 333, prefix: "3/" });
    expect(old.Contents).toHaveLength(keys.filter((key) => key.startsWith("3/")).length);
    const first = await aws("s3api list-objects-v2", { bucket: many, maxItems: 1500, pageSize: 400 });
    expect(first.Contents).toHaveLength(1500);
    const rest = await aws("s3api list-objects-v2", { bucket: many, startingToken: first.NextToken });
    expect(rest.Contents).toHaveLength(8500);
    expect(await text("s3 ls", { recursive: true, summarize: true }, "s3://many")).toContain("Total Objects: 10000\n");
  });

  it("synchronizes a folder there and back", async () => {
    const [from, back] = [join(suite.folder, "from"), join(suite.folder, "back")];
    mkdirSync(join(from, "deep/é ü"), { recursive: true });
    const files: Readonly<Record<string, Uint8Array>> = {
      "a.txt": Buffer.from("a"),
      "empty.txt": Buffer.alloc(0),
      "deep/b+c&d.txt": Buffer.from("b"),
      "deep/é ü/d%20.bin": large.subarray(0, 70_000),
    };
    // The CLI sends what is newer than its object, whose time is in whole seconds.
    const before = Date.now() / 1000 - 60;
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(from, name), content);
      utimesSync(join(from, name), before, before);
    }
    const there = async () =>
      (await text("s3 sync", { noProgress: true, delete: true }, from, "s3://bytes/synced"))
        .trim()
        .split("\n")
        .filter(Boolean);
    expect(await there()).toHaveLength(4);
    expect(await there()).toEqual([]);
    await text("s3 sync", { noProgress: true }, "s3://bytes/synced", back);
    const found = readdirSync(back, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(found).toHaveLength(4);
    for (const [name, content] of Object.entries(files))
      expect(readFileSync(join(back, name)).equals(content)).toBe(true);
    rmSync(join(from, "a.txt"));
    expect(await there()).toEqual(["delete: s3://bytes/synced/a.txt"]);
  });
});
