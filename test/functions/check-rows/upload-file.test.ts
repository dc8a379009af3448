import { S3Client } from "@aws-sdk/client-s3";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { appendOnce } from "../../../functions/check-rows/append-once.ts";
import { uploadFile } from "../../../functions/check-rows/upload-file.ts";
import { type FakeS3, startFakeS3 } from "../../support/fake-s3.ts";

let fake: FakeS3;
let s3: S3Client;
const directory = mkdtempSync(join(tmpdir(), "upload-file-"));
const path = join(directory, "data");

beforeAll(async () => {
  fake = await startFakeS3();
  s3 = clientWith("WHEN_REQUIRED");
  writeFileSync(path, "0123456789");
});
beforeEach(() => {
  fake.objects.clear();
  fake.fault = undefined;
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await fake.close();
});

const clientWith = (requestChecksumCalculation: "WHEN_REQUIRED" | "WHEN_SUPPORTED") =>
  new S3Client({
    endpoint: fake.url,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    forcePathStyle: true,
    maxAttempts: 1,
    requestChecksumCalculation,
  });
const target = () => ({ s3, path, bucket: "lake", key: "k", contentType: "text/plain", metadata: { a: "b" } });
const append = (execution: string) => appendOnce({ s3, path, bucket: "lake", key: "k", execution, metadata: {} });
const stored = () => [...fake.objects].map(([key, { body }]) => [key, body.toString()]);

describe("uploadFile", () => {
  it("sends a small file whole, with its metadata", async () => {
    await uploadFile(target());
    expect(fake.objects.get("lake/k")).toMatchObject({ body: Buffer.from("0123456789"), metadata: { a: "b" } });
  });

  it("sends a large file in parts, each with a checksum of the upload's algorithm", async () => {
    await uploadFile({ ...target(), partBytes: 4 });
    expect(stored()).toEqual([["lake/k", "0123456789"]]);
  });

  it("does so with a client that adds checksums by itself, too", async () => {
    await uploadFile({ ...target(), s3: clientWith("WHEN_SUPPORTED"), partBytes: 4 });
    expect(stored()).toEqual([["lake/k", "0123456789"]]);
  });

  it("leaves no parts behind when a part fails or the key is taken", async () => {
    fake.fault = (method) =>
      method === "PUT" && fake.objects.size === 2 ? { status: 503, code: "SlowDown" } : undefined;
    await expect(uploadFile({ ...target(), partBytes: 4 })).rejects.toMatchObject({ name: "SlowDown" });
    expect(stored()).toEqual([]);
    fake.fault = undefined;
    fake.put("lake/k", "first");
    const taken = uploadFile({ ...target(), partBytes: 4, onlyIfNew: true });
    await expect(taken).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
    expect(stored()).toEqual([["lake/k", "first"]]);
  });
});

describe("appendOnce", () => {
  it("appends once, again for a retry of the same execution, and is a duplicate for another", async () => {
    expect(await append("one")).toBe("appended");
    expect(await append("one")).toBe("appended");
    expect(await append("two")).toBe("duplicate");
    expect(fake.objects.get("lake/k")?.metadata).toEqual({ execution: "one" });
  });

  it("tries again after a 409 whose other upload came to nothing", async () => {
    let conflicts = 2;
    fake.fault = (method) =>
      method === "PUT" && conflicts-- > 0 ? { status: 409, code: "ConditionalRequestConflict" } : undefined;
    expect(await append("one")).toBe("appended");
    expect(conflicts).toBe(-1);
  });

  it("is a duplicate after a 409 whose other upload succeeded", async () => {
    fake.fault = (method) => {
      if (method !== "PUT") return undefined;
      fake.objects.set("lake/k", { ...fake.put("lake/k", "x"), metadata: { execution: "two" } });
      return { status: 409, code: "ConditionalRequestConflict" };
    };
    expect(await append("one")).toBe("duplicate");
  });

  it("gives up with S3's error when every try conflicts", async () => {
    fake.fault = (method) => (method === "PUT" ? { status: 409, code: "ConditionalRequestConflict" } : undefined);
    await expect(append("one")).rejects.toMatchObject({ name: "ConditionalRequestConflict" });
  });

  it("passes a throttle on as it is", async () => {
    fake.fault = () => ({ status: 503, code: "SlowDown" });
    await expect(append("one")).rejects.toMatchObject({ name: "SlowDown" });
  });
});
