import {
  CreateBucketCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud } from "../support/test-cloud.ts";
import type { TestCloud } from "../support/test-cloud.ts";

describe("S3 listings over the wire", () => {
  let cloud: TestCloud;
  let s3: S3Client;
  const Bucket = "listing";
  beforeAll(async () => {
    cloud = await createTestCloud();
    s3 = new S3Client(cloud.clientConfig);
    await s3.send(new CreateBucketCommand({ Bucket }));
    const keys = ["a", "b/1", "b/2", "b/c/3", "c", "d/x", "z😀", "z\u{ffff}", "z~"];
    for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  });
  afterAll(() => cloud.close());

  const list = (more: object) => s3.send(new ListObjectsV2Command({ Bucket, ...more }));

  it("lists keys in the order of their UTF-8 bytes", async () => {
    const { Contents } = await list({ Prefix: "z" });
    expect(Contents?.map(({ Key }) => Key)).toEqual(["z~", "z\u{ffff}", "z😀"]);
  });

  it("folds keys behind a delimiter into common prefixes", async () => {
    const page = await list({ Delimiter: "/" });
    expect(page.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(["b/", "d/"]);
    expect(page.Contents?.map(({ Key }) => Key)).toEqual(["a", "c", "z~", "z\u{ffff}", "z😀"]);
    expect(page.KeyCount).toBe(7);
    const inside = await list({ Delimiter: "/", Prefix: "b/" });
    expect(inside.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(["b/c/"]);
    expect(inside.Contents?.map(({ Key }) => Key)).toEqual(["b/1", "b/2"]);
  });

  it("pages through keys and common prefixes without losing or repeating one", async () => {
    const seen: string[] = [];
    let token: string | undefined;
    do {
      const page = await list({ Delimiter: "/", MaxKeys: 1, ContinuationToken: token });
      expect(page.KeyCount).toBe(1);
      seen.push(...(page.Contents ?? []).map(({ Key }) => Key ?? ""));
      seen.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix ?? ""));
      token = page.NextContinuationToken;
      expect(page.IsTruncated).toBe(token !== undefined);
    } while (token !== undefined);
    expect(seen).toEqual(["a", "b/", "c", "d/", "z~", "z\u{ffff}", "z😀"]);
  });

  it("begins after a key, and lists nothing for none", async () => {
    expect((await list({ StartAfter: "b/2" })).Contents?.[0]?.Key).toBe("b/c/3");
    expect(await list({ MaxKeys: 0 })).toMatchObject({ KeyCount: 0, IsTruncated: false });
    expect((await list({ Prefix: "absent" })).Contents).toBeUndefined();
  });

  it("pages by marker in the first version of the API", async () => {
    const first = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: "/", MaxKeys: 2 }));
    expect(first).toMatchObject({ IsTruncated: true, NextMarker: "b/" });
    const next = await s3.send(
      new ListObjectsCommand({ Bucket, Delimiter: "/", MaxKeys: 2, Marker: first.NextMarker ?? "" }),
    );
    expect(next.Contents?.map(({ Key }) => Key)).toEqual(["c"]);
    expect(next.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(["d/"]);
  });

  it("lists 1,000 keys at a time and all of 1,005 through the paginator", async () => {
    await s3.send(new CreateBucketCommand({ Bucket: "thousands" }));
    // Rows alone make the listing; a thousand uploads would only cost time.
    const insert = cloud.cloud.db.prepare(
      `INSERT INTO s3_objects (bucket, key, version_id, is_latest, is_delete_marker, size, etag, last_modified, headers)
       VALUES ('thousands', ?, 'null', 1, 0, 0, 'e', 0, '{}')`,
    );
    for (let index = 0; index < 1005; index++) insert.run(`key-${String(index).padStart(5, "0")}`);
    const sizes: number[] = [];
    const keys: string[] = [];
    for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: "thousands" })) {
      sizes.push(page.KeyCount ?? 0);
      keys.push(...(page.Contents ?? []).map(({ Key }) => Key ?? ""));
    }
    expect(sizes).toEqual([1000, 5]);
    expect(keys).toEqual(keys.toSorted());
    expect(new Set(keys).size).toBe(1005);
  });
});
