import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hasTool } from "../support/required-tool.ts";
import { awsCliSuite } from "./aws-cli-suite.ts";

describe.skipIf(!hasTool("aws"))("aws s3 and s3api", () => {
  const suite = awsCliSuite();
  const { aws, text, refused } = suite;

  const file = (name: string, content: string | Uint8Array = name): string => {
    writeFileSync(join(suite.folder, name), content);
    return join(suite.folder, name);
  };

  it.concurrent("makes, finds and removes buckets", async () => {
    expect(await aws("s3api create-bucket", { bucket: "made" })).toMatchObject({ Location: "/made" });
    await aws("s3api wait bucket-exists", { bucket: "made" });
    expect((await aws("s3api list-buckets")).Buckets).toContainEqual(expect.objectContaining({ Name: "made" }));
    expect(await aws("s3api get-bucket-location", { bucket: "made" })).toEqual({ LocationConstraint: null });
    expect(await aws("s3api head-bucket", { bucket: "made" })).toMatchObject({ BucketRegion: "us-east-1" });
    expect(await text("s3 mb", {}, "s3://other")).toBe("make_bucket: other\n");
    expect(await text("s3 ls")).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d other$/m);
    expect(await text("s3 rb", {}, "s3://other")).toBe("remove_bucket: other\n");
    await aws("s3api delete-bucket", { bucket: "made" });
    expect(await refused("s3api head-bucket", { bucket: "made" })).toBe(
      "An error occurred (404) when calling the HeadBucket operation: Not Found",
    );
    expect(await refused("s3api list-objects-v2", { bucket: "made" })).toBe(
      "An error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: The specified bucket does not exist",
    );
  });

  it.concurrent("writes, reads, copies, lists and deletes objects", async () => {
    const bucket = "objects";
    await aws("s3api create-bucket", { bucket });
    const object = { bucket, key: "a/é b.txt" };
    const body = file("object.txt", "0123456789");
    const metadata = { metadata: { Colour: "red" }, contentType: "text/plain", cacheControl: "no-cache" };
    const put = await aws("s3api put-object", { ...object, ...metadata, body, checksumAlgorithm: "SHA256" });
    expect(put).toMatchObject({ ETag: '"781e5e245d69b566979b86e28d23f2c7"', ChecksumSHA256: expect.any(String) });
    const described = { ContentLength: 10, ContentType: "text/plain", CacheControl: "no-cache", ETag: put.ETag };
    expect(await aws("s3api head-object", { ...object, checksumMode: "ENABLED" })).toMatchObject({
      ...described,
      Metadata: { colour: "red" },
      ChecksumSHA256: put.ChecksumSHA256,
    });
    const [whole, part] = [join(suite.folder, "whole.txt"), join(suite.folder, "part.txt")];
    expect(await aws("s3api get-object", object, whole)).toMatchObject(described);
    expect(readFileSync(whole, "utf8")).toBe("0123456789");
    expect(await aws("s3api get-object", { ...object, range: "bytes=2-4" }, part)).toMatchObject({
      ContentLength: 3,
      ContentRange: "bytes 2-4/10",
    });
    expect(readFileSync(part, "utf8")).toBe("234");
    const copy = { bucket, key: "copy.txt", copySource: `${bucket}/${object.key}` };
    expect(await aws("s3api copy-object", copy)).toMatchObject({ CopyObjectResult: { ETag: put.ETag } });
    expect(await aws("s3api list-objects-v2", { bucket, delimiter: "/" })).toMatchObject({
      Contents: [{ Key: "copy.txt", Size: 10 }],
      CommonPrefixes: [{ Prefix: "a/" }],
    });
    expect((await aws("s3api list-objects", { bucket, prefix: "a/" })).Contents).toMatchObject([{ Key: object.key }]);
    expect(await refused("s3api put-object", { ...object, body, ifNoneMatch: "*" })).toBe(
      "An error occurred (PreconditionFailed) when calling the PutObject operation: At least one of the pre-conditions you specified did not hold",
    );
    expect(await refused("s3api get-object", { ...object, range: "bytes=20-" }, part)).toBe(
      "An error occurred (InvalidRange) when calling the GetObject operation: The requested range is not satisfiable",
    );
    await aws("s3api delete-object", object);
    expect(await refused("s3api get-object", object, whole)).toBe(
      "An error occurred (NoSuchKey) when calling the GetObject operation: The specified key does not exist.",
    );
    const del = { Objects: [{ Key: "copy.txt" }, { Key: "never was" }] };
    expect((await aws("s3api delete-objects", { bucket, delete: del })).Deleted).toHaveLength(2);
    expect(await aws("s3api list-objects-v2", { bucket })).toEqual({ RequestCharged: null, Prefix: "" });
  });

  it.concurrent("uploads in parts, lists and aborts uploads", async () => {
    const bucket = "parts";
    await aws("s3api create-bucket", { bucket });
    const upload = { bucket, key: "whole.bin" };
    const { UploadId: uploadId } = await aws("s3api create-multipart-upload", upload);
    const [first, second] = [Buffer.alloc(5 * 1024 * 1024, "a"), Buffer.from("the end")];
    const [one, two] = await Promise.all([
      aws("s3api upload-part", { ...upload, uploadId, partNumber: 1, body: file("part-1", first) }),
      aws("s3api upload-part", { ...upload, uploadId, partNumber: 2, body: file("part-2", second) }),
    ]);
    expect((await aws("s3api list-parts", { ...upload, uploadId })).Parts).toMatchObject([
      { PartNumber: 1, Size: first.length, ETag: one.ETag },
      { PartNumber: 2, Size: second.length, ETag: two.ETag },
    ]);
    expect((await aws("s3api list-multipart-uploads", { bucket })).Uploads).toMatchObject([{ UploadId: uploadId }]);
    const parts = [one, two].map(({ ETag }, index) => ({ ETag, PartNumber: index + 1 }));
    const wrong = { Parts: [{ ETag: two.ETag, PartNumber: 1 }] };
    expect(await refused("s3api complete-multipart-upload", { ...upload, uploadId, multipartUpload: wrong })).toContain(
      "An error occurred (InvalidPart) when calling the CompleteMultipartUpload operation: One or more of the specified parts could not be found.",
    );
    const whole = await aws("s3api complete-multipart-upload", {
      ...upload,
      uploadId,
      multipartUpload: { Parts: parts },
    });
    expect(whole.ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
    const got = join(suite.folder, "whole.bin");
    await aws("s3api get-object", upload, got);
    expect(readFileSync(got).equals(Buffer.concat([first, second]))).toBe(true);

    const copied = { bucket, key: "copied.bin" };
    const { UploadId: copying } = await aws("s3api create-multipart-upload", copied);
    const source = { copySource: "parts/whole.bin", copySourceRange: "bytes=0-9" };
    const answer = await aws("s3api upload-part-copy", { ...copied, ...source, uploadId: copying, partNumber: 1 });
    expect(answer.CopyPartResult.ETag).toMatch(/^"[0-9a-f]{32}"$/);
    await aws("s3api abort-multipart-upload", { ...copied, uploadId: copying });
    expect(await refused("s3api list-parts", { ...copied, uploadId: copying })).toContain(
      "An error occurred (NoSuchUpload) when calling the ListParts operation: The specified upload does not exist.",
    );
  });

  it.concurrent("keeps what a bucket is told", async () => {
    const bucket = "told";
    await aws("s3api create-bucket", { bucket });
    const TagSet = [{ Key: "team", Value: "a" }];
    await aws("s3api put-bucket-tagging", { bucket, tagging: { TagSet } });
    expect(await aws("s3api get-bucket-tagging", { bucket })).toEqual({ TagSet });
    await aws("s3api delete-bucket-tagging", { bucket });
    expect(await refused("s3api get-bucket-tagging", { bucket })).toBe(
      "An error occurred (NoSuchTagSet) when calling the GetBucketTagging operation: The TagSet does not exist",
    );
    const Statement = [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: `arn:aws:s3:::${bucket}/*` }];
    const policy = { Version: "2012-10-17", Statement };
    await aws("s3api put-bucket-policy", { bucket, policy });
    expect(JSON.parse((await aws("s3api get-bucket-policy", { bucket })).Policy)).toEqual(policy);
    await aws("s3api delete-bucket-policy", { bucket });
    expect(await refused("s3api get-bucket-policy", { bucket })).toContain("(NoSuchBucketPolicy)");
    const blocked = {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    };
    await aws("s3api put-public-access-block", { bucket, publicAccessBlockConfiguration: blocked });
    expect(await aws("s3api get-public-access-block", { bucket })).toEqual({ PublicAccessBlockConfiguration: blocked });
    const Rules = [{ ID: "old", Status: "Enabled", Filter: { Prefix: "tmp/" }, Expiration: { Days: 3 } }];
    await aws("s3api put-bucket-lifecycle-configuration", { bucket, lifecycleConfiguration: { Rules } });
    expect((await aws("s3api get-bucket-lifecycle-configuration", { bucket })).Rules).toEqual(Rules);
    await aws("s3api delete-bucket-lifecycle", { bucket });
    const notificationConfiguration = { EventBridgeConfiguration: {} };
    await aws("s3api put-bucket-notification-configuration", { bucket, notificationConfiguration });
    expect(await aws("s3api get-bucket-notification-configuration", { bucket })).toEqual(notificationConfiguration);
    expect((await aws("s3api get-bucket-encryption", { bucket })).ServerSideEncryptionConfiguration).toMatchObject({
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
    });
  });

  it.concurrent("keeps versions", async () => {
    const bucket = "versions";
    await aws("s3api create-bucket", { bucket });
    await aws("s3api put-bucket-versioning", { bucket, versioningConfiguration: { Status: "Enabled" } });
    expect(await aws("s3api get-bucket-versioning", { bucket })).toEqual({ Status: "Enabled" });
    const object = { bucket, key: "k" };
    const first = await aws("s3api put-object", { ...object, body: file("v1", "one") });
    await aws("s3api put-object", { ...object, body: file("v2", "two") });
    expect(await aws("s3api delete-object", object)).toMatchObject({ DeleteMarker: true });
    const versions = await aws("s3api list-object-versions", { bucket });
    expect(versions.Versions).toHaveLength(2);
    expect(versions.DeleteMarkers).toMatchObject([{ Key: "k", IsLatest: true }]);
    const got = join(suite.folder, "v1-again");
    await aws("s3api get-object", { ...object, versionId: first.VersionId }, got);
    expect(readFileSync(got, "utf8")).toBe("one");
  });

  it.concurrent("copies, moves, signs and removes", async () => {
    await text("s3 mb", {}, "s3://moves");
    const source = file("moved.txt", "to be moved");
    expect(await text("s3 cp", { noProgress: true }, source, "s3://moves/in/a.txt")).toMatch(
      /^upload: \S+moved\.txt to s3:\/\/moves\/in\/a\.txt\n$/,
    );
    expect(await text("s3 mv", {}, "s3://moves/in/a.txt", "s3://moves/out/b.txt")).toContain(
      "move: s3://moves/in/a.txt to s3://moves/out/b.txt",
    );
    expect(await text("s3 ls", { recursive: true, humanReadable: true, summarize: true }, "s3://moves")).toMatch(
      /11 Bytes out\/b\.txt\n\nTotal Objects: 1\n\s+Total Size: 11 Bytes/,
    );
    expect(await text("s3 cp", {}, "s3://moves/out/b.txt", "-")).toBe("to be moved");
    const signed = (await text("s3 presign", { expiresIn: 60 }, "s3://moves/out/b.txt")).trim();
    expect(await (await fetch(signed)).text()).toBe("to be moved");
    expect(await text("s3 rm", { recursive: true }, "s3://moves/out/")).toBe("delete: s3://moves/out/b.txt\n");
    expect((await fetch(signed)).status).toBe(404);
    expect(await refused("s3 cp", {}, "s3://moves/out/b.txt", join(suite.folder, "never"))).toBe(
      'fatal error: An error occurred (404) when calling the HeadObject operation: Key "out/b.txt" does not exist',
    );
    // Without an object, `ls` of a prefix says nothing and fails.
    expect(await refused("s3 ls", {}, "s3://moves/nowhere")).toBe("");
    await text("s3 rb", { force: true }, "s3://moves");
  });
});
