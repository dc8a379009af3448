import type { DescribeStackEventsOutput, Stack } from "@aws-sdk/client-cloudformation";
import type { ListFunctionsResponse } from "@aws-sdk/client-lambda";
import type { HeadObjectOutput, ListObjectsV2Output } from "@aws-sdk/client-s3";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ReadObjectOutput } from "../../../../src/local/services/s3/get-object.ts";
import type { ServiceName } from "../../../../src/local/service.ts";
import { createTestCloud, type TestCloud } from "../../../support/test-cloud.ts";
import { makeZip } from "../../lambda/make-zip.ts";
import { callCloudFormation, settledStack } from "../settled-stack.ts";
import { deploymentOf, deploymentTemplate, type TemplateParts } from "./deployment-template.ts";

describe("Custom::CDKBucketDeployment", () => {
  let running: TestCloud;
  let stackCount = 0;
  let StackName: string;
  let site: string;

  const call = <Output>(service: ServiceName, operation: string, input: object): Promise<Output> =>
    running.cloud.call<Output>(service, operation, input, { kind: "root" });
  const put = (Key: string, Body: string | Buffer, Bucket = "assets") =>
    call("s3", "PutObject", { Bucket, Key, Body: Buffer.from(Body) });
  const objects = async (): Promise<Record<string, string>> => {
    const Bucket = site;
    const { Contents = [] } = await call<ListObjectsV2Output>("s3", "ListObjectsV2", { Bucket });
    const read = Contents.map(async ({ Key = "" }) => {
      const { Body } = await call<ReadObjectOutput>("s3", "GetObject", { Bucket, Key });
      return [Key, Body === undefined ? "" : (await buffer(Body)).toString()] as const;
    });
    return Object.fromEntries(await Promise.all(read));
  };
  const head = (Key: string) => call<HeadObjectOutput>("s3", "HeadObject", { Bucket: site, Key });
  const deploy = async (parts: TemplateParts): Promise<Stack> => {
    const { StackStatus = "" } = await settledStack(running.cloud, StackName).catch(() => ({ StackStatus: "" }));
    await callCloudFormation(running.cloud, StackStatus === "" ? "CreateStack" : "UpdateStack", {
      StackName,
      TemplateBody: deploymentTemplate(site, parts),
      Capabilities: ["CAPABILITY_IAM"],
    });
    return settledStack(running.cloud, StackName);
  };
  const outputsOf = ({ Outputs = [] }: Stack) =>
    Object.fromEntries(Outputs.map(({ OutputKey = "", OutputValue }) => [OutputKey, OutputValue]));
  const reasons = async (): Promise<readonly string[]> => {
    const { StackEvents = [] } = await callCloudFormation<DescribeStackEventsOutput>(
      running.cloud,
      "DescribeStackEvents",
      { StackName },
    );
    return StackEvents.flatMap((event) =>
      event.ResourceStatus?.endsWith("_FAILED") ? (event.ResourceStatusReason ?? []) : [],
    );
  };
  const destroy = async (): Promise<string | undefined> => {
    const { StackId = "" } = await settledStack(running.cloud, StackName);
    await callCloudFormation(running.cloud, "DeleteStack", { StackName });
    return (await settledStack(running.cloud, StackId)).StackStatus;
  };

  beforeAll(async () => {
    running = await createTestCloud();
    await call("s3", "CreateBucket", { Bucket: "assets" });
    await put("site.zip", makeZip({ "index.html": "<h1>", "css/a.css": "a{}", "img/": "", "data.json": "{}" }));
    await put("site2.zip", makeZip({ "index.html": "<h2>", "data.json": "{}" }));
    await put("config.zip", makeZip({ "config.json": '{"url":"<<m:0>>","n":<<m:1>>}', "data.json": "[]" }));
    await put("broken.zip", "no archive");
    await put("evil.zip", makeZip({ "../evil.txt": "x" }));
  });
  afterAll(() => running.close());
  // A bucket and a stack of its own for each test.
  beforeEach(() => {
    StackName = `demo${(stackCount += 1)}`;
    site = `site-${stackCount}`;
  });

  it("unpacks archives over each other, and puts deploy-time values into the files of their source", async () => {
    const markers = {
      SourceMarkers: [{}, { "<<m:0>>": { Ref: "Bucket" }, "<<m:1>>": { "Fn::GetAtt": ["Bucket", "Arn"] } }],
      SourceMarkersConfig: [{}, { jsonEscape: true, markerEncodings: { "<<m:1>>": "JSON_VALUE" } }],
    };
    const stack = await deploy({
      deployments: {
        Deploy: deploymentOf(["site.zip", "config.zip"], { DestinationBucketKeyPrefix: "web", ...markers }),
      },
    });
    expect(await reasons()).toEqual([]);
    expect(stack.StackStatus).toBe("CREATE_COMPLETE");
    expect(await objects()).toEqual({
      "web/index.html": "<h1>",
      "web/css/a.css": "a{}",
      "web/data.json": "[]",
      "web/config.json": `{"url":"${site}","n":"arn:aws:s3:::${site}"}`,
    });
    expect((await head("web/css/a.css")).ContentType).toBe("text/css");
    expect(await call("lambda", "ListFunctions", {})).toEqual({ Functions: [] });
  });

  it("prunes what no source has, within the patterns, unless it is told not to", async () => {
    const first = { deployments: { Deploy: deploymentOf(["site.zip"]) } };
    await deploy(first);
    await put("own/notes.txt", "mine", site);
    await put("folder/", "", site);
    await deploy({ deployments: { Deploy: deploymentOf(["site2.zip"], { Prune: false }) } });
    expect(Object.keys(await objects())).toEqual(["css/a.css", "data.json", "folder/", "index.html", "own/notes.txt"]);
    await deploy({ deployments: { Deploy: deploymentOf(["site2.zip"], { Exclude: ["own/*", "*.html"] }) } });
    expect(await objects()).toEqual({
      "data.json": "{}",
      "folder/": "",
      "index.html": "<h2>",
      "own/notes.txt": "mine",
    });
    await deploy({ deployments: { Deploy: deploymentOf(["site.zip"], { Exclude: ["*"], Include: ["*.html"] }) } });
    expect((await objects())["index.html"]).toBe("<h1>");
    const stack = await deploy({ deployments: { Deploy: deploymentOf(["site2.zip"]) } });
    expect(stack.StackStatus).toBe("UPDATE_COMPLETE");
    expect(await objects()).toEqual({ "data.json": "{}", "folder/": "", "index.html": "<h2>" });
  });

  it("copies archives as they are, once, and gives keys and versions", async () => {
    const outputs = {
      Keys: { Value: { "Fn::Join": [",", { "Fn::GetAtt": ["Deploy", "SourceObjectKeys"] }] } },
      Versions: { Value: { "Fn::Join": [",", { "Fn::GetAtt": ["Deploy", "SourceObjectVersionIds"] }] } },
      Arn: { Value: { "Fn::GetAtt": ["Deploy", "DestinationBucketArn"] } },
    };
    const asked = { Extract: false, DestinationBucketArn: { "Fn::GetAtt": ["Bucket", "Arn"] } };
    const deployments = (more: object) => ({
      Deploy: deploymentOf(["site.zip", "broken.zip"], { ...asked, OutputObjectVersionIds: true, ...more }),
    });
    const stack = await deploy({ versioned: true, outputs, deployments: deployments({ Exclude: ["broken.*"] }) });
    expect(await reasons()).toEqual([]);
    const { VersionId, ContentType, ContentLength } = await head("site.zip");
    expect(ContentType).toBe("application/zip");
    expect(ContentLength).toBe(
      (await call<HeadObjectOutput>("s3", "HeadObject", { Bucket: "assets", Key: "site.zip" })).ContentLength,
    );
    const expected = { Keys: "site.zip,broken.zip", Versions: `${VersionId},`, Arn: `arn:aws:s3:::${site}` };
    expect(outputsOf(stack)).toEqual(expected);
    const updated = await deploy({
      versioned: true,
      outputs,
      deployments: deployments({ OutputObjectKeys: false, DestinationBucketKeyPrefix: "/" }),
    });
    // The archive there is newer than its source: it stays, whatever else was asked for.
    expect(outputsOf(updated)).toEqual({
      ...expected,
      Keys: "",
      Versions: `${VersionId},${(await head("broken.zip")).VersionId}`,
    });
  });

  it("gives objects metadata, and a content type by their name unless one is given", async () => {
    const metadata = {
      UserMetadata: { Owner: "me" },
      SystemMetadata: {
        "cache-control": "max-age=60",
        "content-disposition": "inline",
        "content-encoding": "identity",
        "content-language": "en",
        expires: "Sun, 09 Sep 2001 01:46:40 GMT",
        sse: "AES256",
        "storage-class": "STANDARD",
      },
    };
    await deploy({ deployments: { Deploy: deploymentOf(["site.zip"], metadata) } });
    expect(await reasons()).toEqual([]);
    expect(await head("index.html")).toMatchObject({
      ContentType: "text/html",
      CacheControl: "max-age=60",
      ContentDisposition: "inline",
      ContentEncoding: "identity",
      ContentLanguage: "en",
      Expires: new Date(1e12),
      Metadata: { owner: "me" },
    });
    await deploy({
      deployments: { Deploy: deploymentOf(["site.zip"], { SystemMetadata: { "content-type": "text/x-own" } }) },
    });
    const { ContentType, Metadata, CacheControl } = await head("data.json");
    expect([ContentType, Metadata, CacheControl]).toEqual(["text/x-own", undefined, undefined]);
  });

  it("uploads large files in parts, as the AWS CLI does", async () => {
    const part = 8 * 1024 * 1024;
    const sizes = { "under.bin": part - 1, "exact.bin": part, "over.bin": 2 * part + 1 };
    const files = Object.entries(sizes).map(([name, size]) => [name, Buffer.alloc(size, `${name} `)] as const);
    await put("large.zip", makeZip(Object.fromEntries(files)));
    const UserMetadata = { by: "parts" };
    await deploy({ deployments: { Deploy: deploymentOf(["large.zip"], { UserMetadata }) } });
    expect(await reasons()).toEqual([]);
    const heads = await Promise.all(Object.keys(sizes).map((name) => head(name)));
    expect(heads.map(({ ContentLength }) => ContentLength)).toEqual(Object.values(sizes));
    expect(heads.map(({ ETag = "" }) => ETag.split("-")[1])).toEqual([undefined, '1"', '3"']);
    expect(heads[2]).toMatchObject({ Metadata: UserMetadata, ContentType: "application/octet-stream" });
    const { Body } = await call<ReadObjectOutput>("s3", "GetObject", { Bucket: site, Key: "over.bin" });
    expect(Body && (await buffer(Body)).equals(files[2]?.[1] ?? Buffer.alloc(0))).toBe(true);
  });

  it("moves: what lies at the old place goes unless it is retained", async () => {
    const at = (prefix: string, RetainOnDelete?: boolean) =>
      deploy({
        deployments: {
          Deploy: deploymentOf(["site2.zip"], {
            DestinationBucketKeyPrefix: prefix,
            ...(RetainOnDelete !== undefined && { RetainOnDelete }),
          }),
        },
      });
    await at("one");
    await put("one/mine.txt", "", site);
    await put("ones/other.txt", "", site);
    await at("two");
    expect(Object.keys(await objects())).toEqual([
      "one/data.json",
      "one/index.html",
      "one/mine.txt",
      "ones/other.txt",
      "two/data.json",
      "two/index.html",
    ]);
    await at("one", false);
    await at("three/", false);
    expect(Object.keys(await objects())).toEqual(["ones/other.txt", "three/data.json", "three/index.html"]);
  });

  it("deletes its objects only where they are not retained and no tag of the bucket says that they are owned", async () => {
    const deployments = {
      Kept: deploymentOf(["site2.zip"], { DestinationBucketKeyPrefix: "kept" }),
      Owned: deploymentOf(["site2.zip"], { DestinationBucketKeyPrefix: "owned", RetainOnDelete: false }),
      Gone: deploymentOf(["site2.zip"], { DestinationBucketKeyPrefix: "gone", RetainOnDelete: false }),
    };
    const tags = { "aws-cdk:cr-owned:owned:1234abcd": "true" };
    await deploy({ tags, deployments });
    expect(await deploy({ tags, deployments: {} })).toMatchObject({ StackStatus: "UPDATE_COMPLETE" });
    expect(Object.keys(await objects())).toEqual([
      "kept/data.json",
      "kept/index.html",
      "owned/data.json",
      "owned/index.html",
    ]);
    expect(await destroy()).toBe("DELETE_COMPLETE");
  });

  it("may be destroyed when its bucket is gone", async () => {
    await deploy({ deployments: { Deploy: deploymentOf(["site2.zip"], { RetainOnDelete: false }) } });
    for (const Key of Object.keys(await objects())) await call("s3", "DeleteObject", { Bucket: site, Key });
    await call("s3", "DeleteBucket", { Bucket: site });
    expect(await destroy()).toBe("DELETE_COMPLETE");
  });

  it("is rolled back: an update by deploying what was there, a creation by deleting", async () => {
    const broken = {
      Broken: {
        Type: "AWS::Logs::LogGroup",
        // Made after the deployment.
        Properties: {
          LogGroupName: { "Fn::Select": [0, { "Fn::GetAtt": ["Deploy", "SourceObjectKeys"] }] },
          RetentionInDays: 31,
        },
      },
    };
    const failing = await deploy({
      deployments: { Deploy: deploymentOf(["site.zip"], { RetainOnDelete: false }) },
      resources: broken,
    });
    expect(failing.StackStatus).toBe("ROLLBACK_COMPLETE");
    expect(await objects()).toEqual({});
    expect(await destroy()).toBe("DELETE_COMPLETE");
    await call("s3", "DeleteBucket", { Bucket: site });
    await deploy({ deployments: { Deploy: deploymentOf(["site.zip"]) } });
    const before = await objects();
    const back = await deploy({ deployments: { Deploy: deploymentOf(["site2.zip"]) }, resources: broken });
    expect(back.StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect(await objects()).toEqual(before);
  });

  it.each([
    ["a source that is not there", ["none.zip"], {}, "The source s3://assets/none.zip cannot be read: Not Found"],
    ["what is no archive", ["broken.zip"], {}, /^The source s3:\/\/assets\/broken\.zip cannot be unpacked: /],
    ["a path that leads out", ["evil.zip"], {}, /\.\.\/evil\.txt would leave the archive's folder$/],
    ["a bucket that is not there", ["site.zip"], { DestinationBucketName: "none-such" }, /Error Code: NoSuchBucket/],
    ["more markers than sources", ["site.zip"], { SourceMarkers: [{}, {}] }, /^Can never have more SourceMarkers/],
    ["an answer that is too long", ["site2.zip"], { LongKeys: true }, "Response object is too long."],
  ])("rejects %s", async (_case, keys, { LongKeys, ...more }: Record<string, unknown>, reason) => {
    if (LongKeys) await put(`${"x".repeat(1000)}.zip`, makeZip({ a: "" }));
    const sources = LongKeys ? Array.from({ length: 4 }, () => `${"x".repeat(1000)}.zip`) : keys;
    const stack = await deploy({ deployments: { Deploy: deploymentOf(sources, more) } });
    expect(stack.StackStatus).toBe("ROLLBACK_COMPLETE");
    expect(await reasons()).toEqual([expect.stringMatching(reason)]);
  });

  it("rejects by name, before anything is made, what is not implemented", async () => {
    await deploy({
      deployments: {
        Deploy: deploymentOf(["site.zip"], {
          DistributionId: "E123",
          DistributionPaths: ["/*"],
          SignContent: true,
          SystemMetadata: { acl: "public-read", "website-redirect": "/x", sse: "aws:kms", "storage-class": "GLACIER" },
        }),
      },
    });
    const [reason = ""] = await reasons();
    expect(reason.split("; ")).toEqual([
      "Custom::CDKBucketDeployment property 'DistributionId' is not implemented by the local cloud",
      "Custom::CDKBucketDeployment property 'DistributionPaths' is not implemented by the local cloud",
      "Custom::CDKBucketDeployment SystemMetadata 'acl' is not implemented by the local cloud (objects have no ACL of their own here)",
      "Custom::CDKBucketDeployment SystemMetadata 'website-redirect' is not implemented by the local cloud (buckets are no websites here)",
      "Custom::CDKBucketDeployment SystemMetadata 'sse' 'aws:kms' is not implemented by the local cloud (only AES256)",
      "Custom::CDKBucketDeployment SystemMetadata 'storage-class' 'GLACIER' is not implemented by the local cloud (only STANDARD)",
      "Custom::CDKBucketDeployment SignContent is not implemented by the local cloud (the objects are put without a request that could be signed)",
    ]);
    await expect(objects()).rejects.toThrow("The specified bucket does not exist");
  });

  it("does without the handler's layer and its twins until another function needs one", async () => {
    const Content = { S3Bucket: "assets", S3Key: "no-such-layer.zip" };
    const twin = { Twin: { Type: "AWS::Lambda::LayerVersion", Properties: { Content, Description: "another" } } };
    const deployments = { Deploy: deploymentOf(["site2.zip"]) };
    expect(await deploy({ deployments, resources: twin })).toMatchObject({ StackStatus: "CREATE_COMPLETE" });
    const user = {
      User: {
        Type: "AWS::Lambda::Function",
        Properties: {
          Code: { ZipFile: "exports.handler = async () => 1;" },
          Handler: "index.handler",
          Runtime: "nodejs24.x",
          Role: { "Fn::GetAtt": ["Role", "Arn"] },
          Layers: [{ Ref: "Layer" }],
        },
      },
    };
    const failed = await deploy({ deployments, resources: { ...twin, ...user } });
    expect(failed.StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
    await put("no-such-layer.zip", makeZip({ "nodejs/a.js": "" }));
    const made = await deploy({ deployments, resources: user });
    await call("s3", "DeleteObject", { Bucket: "assets", Key: "no-such-layer.zip" });
    expect(made.StackStatus).toBe("UPDATE_COMPLETE");
    const { Functions = [] } = await call<ListFunctionsResponse>("lambda", "ListFunctions", {});
    expect(Functions.map(({ Layers = [] }) => Layers.length)).toEqual([1]);
    expect(await destroy()).toBe("DELETE_COMPLETE");
  });

  it("leaves functions in Python that do more than that refused, and layers that others use made", async () => {
    const token = { "Fn::GetAtt": ["Handler", "Arn"] };
    await deploy({
      deployments: { Deploy: deploymentOf(["site.zip"]) },
      resources: { Other: { Type: "Custom::Other", Properties: { ServiceToken: token } } },
    });
    expect(await reasons()).toEqual([
      "AWS::Lambda::Function Runtime 'python3.13' is not implemented by the local cloud (only Node.js)",
    ]);
    StackName = `${StackName}-layer`;
    await deploy({
      deployments: { Deploy: deploymentOf(["site.zip"]) },
      outputs: { Layer: { Value: { Ref: "Layer" } } },
    });
    expect(await reasons()).toEqual([expect.stringContaining("S3 Error Code: NoSuchKey")]);
  });
});
