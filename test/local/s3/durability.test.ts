import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bodyPath } from "../../../src/local/services/s3/body-store.ts";
import { configureBucket, localObjectPath, readObject } from "../../../src/local/services/s3/index.ts";
import type { Principal } from "../../../src/local/service.ts";
import { issueRoleCredentials, resolvePrincipal } from "../../../src/local/services/sts/index.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

const root: Principal = { kind: "root" };
const Bucket = "kept";

describe("what S3 keeps", () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await createTestCloud();
    await call("CreateBucket", { Bucket });
  });
  afterEach(() => cloud.close());

  const call = (operation: string, input: object) => cloud.cloud.call<object>("s3", operation, input, root);
  const bodies = (): string[] =>
    readdirSync(join(cloud.dataFolder, "s3"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);

  it("keeps buckets, objects, their configuration and uploads under way across a restart", async () => {
    await call("PutObject", { Bucket, Key: "a/ü.csv", Body: "x;y", Metadata: { run: "1" } });
    configureBucket(cloud.cloud, Bucket, { versioning: "Enabled" });
    const upload = (await call("CreateMultipartUpload", { Bucket, Key: "parts" })) as { UploadId: string };
    const part = { Bucket, Key: "parts", UploadId: upload.UploadId, PartNumber: 1 };
    const { ETag } = (await call("UploadPart", { ...part, Body: "part" })) as { ETag: string };
    const credentials = issueRoleCredentials(cloud.cloud, {
      roleArn: "arn:aws:iam::000000000000:role/r",
      sessionName: "s",
    });
    cloud = await cloud.restart();
    expect(String(await readObject(cloud.cloud, { Bucket, Key: "a/ü.csv" }, root))).toBe("x;y");
    expect(await call("HeadObject", { Bucket, Key: "a/ü.csv" })).toMatchObject({ Metadata: { run: "1" } });
    expect(await call("GetBucketVersioning", { Bucket })).toEqual({ Status: "Enabled" });
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await call("CompleteMultipartUpload", { Bucket, Key: "parts", UploadId: upload.UploadId, MultipartUpload });
    expect(String(await readObject(cloud.cloud, { Bucket, Key: "parts" }, root))).toBe("part");
    expect(resolvePrincipal(cloud.cloud, credentials.AccessKeyId, credentials.SessionToken)).toEqual({
      kind: "role",
      roleArn: "arn:aws:iam::000000000000:role/r",
      sessionName: "s",
    });
  });

  it("keeps one body per object: overwrites, deletions and failed writes leave none behind", async () => {
    await call("PutObject", { Bucket, Key: "k", Body: "1" });
    await call("PutObject", { Bucket, Key: "k", Body: "2" });
    await expect(call("PutObject", { Bucket, Key: "k", Body: "3", IfNoneMatch: "*" })).rejects.toThrow(
      "pre-conditions",
    );
    await expect(call("PutObject", { Bucket, Key: "k", Body: "4", ChecksumCRC32: "AAAAAA==" })).rejects.toThrow(
      "CRC32",
    );
    expect(bodies()).toHaveLength(1);
    expect(localObjectPath(cloud.cloud, Bucket, "k")).toContain(bodies()[0]);
    await call("DeleteObject", { Bucket, Key: "k" });
    expect(bodies()).toEqual([]);
  });

  it("sweeps what a crash left between body and row", async () => {
    await call("PutObject", { Bucket, Key: "k", Body: "1" });
    const orphan = bodyPath(cloud.cloud, `${bodies()[0]?.slice(0, 2)}-orphan`);
    writeFileSync(orphan, "x");
    writeFileSync(join(cloud.dataFolder, "s3", "upload.partial"), "x");
    cloud = await cloud.restart();
    expect(existsSync(orphan)).toBe(false);
    expect(bodies()).toHaveLength(1);
    expect(String(await readObject(cloud.cloud, { Bucket, Key: "k" }, root))).toBe("1");
  });

  it("lets a reader finish what it began although the object is replaced meanwhile", async () => {
    await call("PutObject", { Bucket, Key: "k", Body: "old" });
    const { Body } = (await call("GetObject", { Bucket, Key: "k" })) as { Body: NodeJS.ReadableStream };
    await call("PutObject", { Bucket, Key: "k", Body: "new" });
    const chunks: string[] = [];
    for await (const chunk of Body) chunks.push(String(chunk));
    expect(chunks.join("")).toBe("old");
  });
});

describe("credentials of roles", () => {
  it("expire, and do not pass for root afterwards", async () => {
    const clock = createManualClock();
    const cloud = await createTestCloud({ clock });
    const roleArn = "arn:aws:iam::000000000000:role/r";
    const { AccessKeyId, SessionToken } = issueRoleCredentials(cloud.cloud, { roleArn, sessionName: "s" });
    expect(() => resolvePrincipal(cloud.cloud, AccessKeyId, "forged")).toThrow("security token");
    await clock.advance(3600_000);
    expect(() => resolvePrincipal(cloud.cloud, AccessKeyId, SessionToken)).toThrow(
      expect.objectContaining({ code: "ExpiredToken" }),
    );
    await cloud.close();
  });
});
