import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { configureBucket, readObject } from "../../../src/local/services/s3/index.ts";
import type { Principal } from "../../../src/local/service.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

const root: Principal = { kind: "root" };
const Bucket = "odd";

interface Listed {
  readonly Contents?: readonly { readonly Key: string }[];
  readonly Versions?: readonly { readonly Key: string }[];
  readonly Uploads?: readonly { readonly Key: string }[];
  readonly NextContinuationToken?: string;
}

describe("what S3 makes of odd requests", () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await createTestCloud();
    await call("CreateBucket", { Bucket });
  });
  afterEach(() => cloud.close());

  const call = <Output = object>(operation: string, input: object) =>
    cloud.cloud.call<Output>("s3", operation, input, root);
  const put = (Key: string, more: object = {}) => call("PutObject", { Bucket, Key, Body: Key, ...more });
  const keysOf = (listed: Listed): readonly string[] => (listed.Contents ?? []).map(({ Key }) => Key);

  // In the order of their UTF-8 bytes.
  const oddKeys = [
    "\0",
    "..",
    "../../etc/passwd",
    "/",
    "/leading",
    "a\0b",
    "a/../b",
    "a//b",
    "\ud7ff",
    "\ue000",
    "\uffff",
    "\u{10000}",
    "\u{10ffff}",
    "\u{10ffff}\u{10ffff}",
  ];

  it("keeps keys that are no paths apart, page by page and by prefix", async () => {
    for (const key of oddKeys.toReversed()) await put(key);
    for (const Key of oddKeys) expect(String(await readObject(cloud.cloud, { Bucket, Key }, root))).toBe(Key);
    const listed: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page: Listed = await call("ListObjectsV2", {
        Bucket,
        MaxKeys: 3,
        ...(ContinuationToken && { ContinuationToken }),
      });
      listed.push(...keysOf(page));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    expect(listed).toEqual(oddKeys);
    for (const Prefix of oddKeys) {
      const expected = oddKeys.filter((key) => key.startsWith(Prefix));
      expect(keysOf(await call<Listed>("ListObjectsV2", { Bucket, Prefix }))).toEqual(expected);
      const { Versions = [] } = await call<Listed>("ListObjectVersions", { Bucket, Prefix });
      expect(Versions.map(({ Key }) => Key)).toEqual(expected);
    }
  });

  it("finds uploads under way by a prefix with any character", async () => {
    await call("CreateMultipartUpload", { Bucket, Key: "a\0b" });
    const { Uploads = [] } = await call<Listed>("ListMultipartUploads", { Bucket, Prefix: "a\0" });
    expect(Uploads).toHaveLength(1);
    expect((await call<Listed>("ListMultipartUploads", { Bucket, Prefix: "b" })).Uploads).toEqual([]);
  });

  it("takes keys of up to 1,024 bytes, whole", async () => {
    await put("ü".repeat(512));
    await expect(put(`${"ü".repeat(512)}x`)).rejects.toMatchObject({ code: "KeyTooLongError" });
    await expect(put("half \ud800 pair")).rejects.toMatchObject({ code: "InvalidURI" });
    expect(await call("ListObjectsV2", { Bucket, Prefix: "\ud800", EncodingType: "url" })).toMatchObject({
      KeyCount: 0,
    });
  });

  it.each([
    ["ListObjectsV2", { MaxKeys: -1 }],
    ["ListObjectVersions", { MaxKeys: -5 }],
    ["ListBuckets", { MaxBuckets: 0 }],
    ["ListObjectsV2", { MaxKeys: 1.5 }],
    ["ListBuckets", { MaxBuckets: 1e300 }],
  ])("refuses the page size of %s %j", async (operation, size) => {
    const input = operation === "ListBuckets" ? size : { Bucket, ...size };
    await expect(call(operation, input)).rejects.toMatchObject({ status: 400 });
  });

  it("refuses a part number marker that is no number", async () => {
    const upload = await call<{ UploadId: string }>("CreateMultipartUpload", { Bucket, Key: "k" });
    const parts = { Bucket, Key: "k", UploadId: upload.UploadId };
    await expect(call("ListParts", { ...parts, PartNumberMarker: "abc" })).rejects.toMatchObject({
      code: "InvalidArgument",
    });
  });

  it.each([
    ["a line break", { ContentType: "text/plain\r\nset-cookie: a=b" }, "InvalidArgument"],
    ["a character without a byte", { ContentDisposition: "attachment; filename=€.csv" }, "InvalidArgument"],
    ["metadata whose name is no header's", { Metadata: { "a b": "x" } }, "InvalidArgument"],
    ["metadata with a line break", { Metadata: { a: "x\r\ny" } }, "InvalidArgument"],
    ["metadata of 3 KB", { Metadata: { a: "x".repeat(3000) } }, "MetadataTooLarge"],
  ])("refuses to keep headers with %s", async (_what, headers, code) => {
    await expect(put("k", headers)).rejects.toMatchObject({ code });
    await expect(call("HeadObject", { Bucket, Key: "k" })).rejects.toMatchObject({ status: 404 });
  });

  it("answers metadata in any script, encoded as S3 does", async () => {
    await put("k", { Metadata: { city: "Zürich", sign: "€" } });
    const answer = await fetch(`${cloud.endpoint}/${Bucket}/k`);
    expect(answer.headers.get("x-amz-meta-city")).toBe("Zürich");
    expect(answer.headers.get("x-amz-meta-sign")).toBe(`=?UTF-8?B?${Buffer.from("€").toString("base64")}?=`);
  });

  it("copies from a source whose every character is encoded", async () => {
    await put("from/ü?versionId=1");
    await call("CopyObject", { Bucket, Key: "to", CopySource: encodeURIComponent(`${Bucket}/from/ü?versionId=1`) });
    expect(String(await readObject(cloud.cloud, { Bucket, Key: "to" }, root))).toBe("from/ü?versionId=1");
  });

  it("deletes a thousand keys in one commit, and none if one of them fails", async () => {
    const keys = Array.from({ length: 20 }, (_, index) => `k${index}`);
    for (const key of keys) await put(key);
    cloud.cloud.db.exec(
      "CREATE TRIGGER failing BEFORE DELETE ON s3_objects WHEN old.key = 'k19' BEGIN SELECT raise(ABORT, 'full'); END",
    );
    const Delete = { Objects: Array.from({ length: 1000 }, (_, index) => ({ Key: `k${index}` })) };
    await expect(call("DeleteObjects", { Bucket, Delete })).rejects.toThrow("full");
    for (const Key of keys) expect(String(await readObject(cloud.cloud, { Bucket, Key }, root))).toBe(Key);
    cloud.cloud.db.exec("DROP TRIGGER failing");
    const { Deleted } = await call<{ Deleted: readonly object[] }>("DeleteObjects", { Bucket, Delete });
    expect(Deleted).toHaveLength(1000);
    expect(keysOf(await call("ListObjectsV2", { Bucket }))).toEqual([]);
  });

  it("lets exactly one of many conditional writes win", async () => {
    const writes = Array.from({ length: 20 }, () => put("once", { IfNoneMatch: "*" }));
    const settled = await Promise.allSettled(writes);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { ETag } = await call<{ ETag: string }>("HeadObject", { Bucket, Key: "once" });
    const swaps = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        call("PutObject", { Bucket, Key: "once", Body: `${index}`, IfMatch: ETag }),
      ),
    );
    expect(swaps.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("answers a completion whose part is uploaded anew meanwhile with one of both wholes, or refuses it", async () => {
    const { UploadId } = await call<{ UploadId: string }>("CreateMultipartUpload", { Bucket, Key: "k" });
    const part = (PartNumber: number, Body: Buffer | string) =>
      call<{ ETag: string }>("UploadPart", { Bucket, Key: "k", UploadId, PartNumber, Body });
    const first = await part(1, Buffer.alloc(6_000_000, 1));
    const second = await part(2, "old");
    const MultipartUpload = {
      Parts: [
        { PartNumber: 1, ...first },
        { PartNumber: 2, ...second },
      ].map(({ PartNumber, ETag }) => ({ PartNumber, ETag })),
    };
    const completing = call("CompleteMultipartUpload", { Bucket, Key: "k", UploadId, MultipartUpload });
    const outcomes = await Promise.allSettled([completing, part(2, "new")]);
    const completed = outcomes[0];
    const isRefused = completed.status === "rejected";
    const outcome = isRefused
      ? (completed.reason as { code: string }).code
      : (await readObject(cloud.cloud, { Bucket, Key: "k" }, root)).subarray(6_000_000).toString();
    expect(outcome).toBe(isRefused ? "InvalidPart" : "old");
  });

  it("numbers the events of one key in a strictly growing sequence, deletions of versions too", async () => {
    configureBucket(cloud.cloud, Bucket, { eventBridgeEnabled: true, versioning: "Enabled" });
    const versions: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      const { VersionId } = (await put("k")) as { VersionId: string };
      versions.push(VersionId);
    }
    for (const VersionId of versions) await call("DeleteObject", { Bucket, Key: "k", VersionId });
    await put("k");
    const rows = cloud.cloud.db.prepare("SELECT envelope FROM events_events ORDER BY sequence").all();
    const sequencers = rows.map(
      ({ envelope }) =>
        (JSON.parse(String(envelope)) as { detail: { object: { sequencer: string } } }).detail.object.sequencer,
    );
    expect(sequencers).toHaveLength(7);
    expect(new Set(sequencers).size).toBe(7);
    expect(sequencers.toSorted()).toEqual(sequencers);
  });
});
