import {
  CreateBucketCommand,
  DeleteBucketCorsCommand,
  GetBucketCorsCommand,
  GetObjectCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
  S3Client,
  type CORSRule,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { presign } from "../../support/presign.ts";
import { sendRaw } from "../../support/send-raw.ts";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";

const Bucket = "shared";
const local = "http://localhost:5173";
const evil = "https://evil.example";
const rules: CORSRule[] = [
  { AllowedMethods: ["PUT"], AllowedOrigins: ["https://app.example"], AllowedHeaders: ["x-amz-*", "Content-Type"] },
  { AllowedMethods: ["GET", "HEAD"], AllowedOrigins: ["*"], ExposeHeaders: ["ETag"], MaxAgeSeconds: 60 },
];

let cloud: TestCloud;
let s3: S3Client;

beforeAll(async () => {
  cloud = await createTestCloud();
  s3 = new S3Client({ ...cloud.clientConfig, requestChecksumCalculation: "WHEN_REQUIRED" });
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new CreateBucketCommand({ Bucket: "closed" }));
  for (const name of [Bucket, "closed"]) {
    await s3.send(new PutObjectCommand({ Bucket: name, Key: "k", Body: "text" }));
  }
  await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: rules } }));
});
afterAll(() => cloud.close());

const send = (line: string, headers: Readonly<Record<string, string>>) =>
  sendRaw(Number(new URL(cloud.endpoint).port), { line, headers, body: "" });
const pathOf = (url: string): string => url.slice(cloud.endpoint.length);
const read = async (name: string): Promise<string> =>
  pathOf(await presign(s3, new GetObjectCommand({ Bucket: name, Key: "k" })));
const crossSite = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" };

describe("a page of another origin", () => {
  it("reads what a bucket's rules share with it, with the headers that its browser asks for", async () => {
    const answer = await send(`GET ${await read(Bucket)}`, { origin: local, ...crossSite });
    expect(answer).toMatchObject({ status: 200, body: "text" });
    expect(answer.headers).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET, HEAD",
      "access-control-expose-headers": "ETag",
      vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
    });
  });

  it("writes where the rules name it, after a preflight", async () => {
    const origin = "https://app.example";
    const preflight = await send(`OPTIONS /${Bucket}/up`, {
      origin,
      ...crossSite,
      "access-control-request-method": "PUT",
      "access-control-request-headers": "content-type, x-amz-date",
    });
    expect(preflight.status).toBe(200);
    expect(preflight.headers).toMatchObject({
      "access-control-allow-origin": origin,
      "access-control-allow-credentials": "true",
      "access-control-allow-headers": "content-type, x-amz-date",
    });
    const url = pathOf(await presign(s3, new PutObjectCommand({ Bucket, Key: "up" })));
    const written = await send(`PUT ${url}`, { origin, ...crossSite });
    expect(written).toMatchObject({ status: 200, headers: { "access-control-allow-origin": origin } });
  });

  it.each([
    ["a method that no rule has", { "access-control-request-method": "DELETE" }],
    [
      "a header that no rule has",
      { "access-control-request-method": "PUT", "access-control-request-headers": "x-other" },
    ],
  ])("is refused a preflight for %s, in S3's words", async (_title, headers) => {
    const answer = await send(`OPTIONS /${Bucket}/k`, { origin: "https://app.example", ...headers });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain(
      "<Code>AccessForbidden</Code><Message>CORSResponse: This CORS request is not allowed",
    );
    expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
  });

  it("cannot be a site that the developer merely visits, though a rule has a wildcard", async () => {
    for (const origin of [evil, "null", "http://localhost.evil.example", "http://127.0.0.1.evil.example"]) {
      const answer = await send(`GET ${await read(Bucket)}`, { origin, ...crossSite });
      expect(answer).toMatchObject({ status: 403, body: `Origin ${origin} may not use the local cloud\n` });
      expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
    }
  });

  it("uses no bucket without rules, and nothing unsigned", async () => {
    expect((await send(`GET ${await read("closed")}`, { origin: local })).status).toBe(403);
    expect((await send(`GET /${Bucket}/k`, { origin: local })).status).toBe(403);
    const preflight = { origin: local, "access-control-request-method": "GET" };
    expect((await send("OPTIONS /closed/k", preflight)).status).toBe(403);
  });

  it("reaches no other service, no configuration and no console under cover of a bucket's rules", async () => {
    const open: CORSRule[] = [
      { AllowedMethods: ["GET", "PUT", "POST", "DELETE"], AllowedOrigins: [local], AllowedHeaders: ["*"] },
    ];
    await s3.send(new CreateBucketCommand({ Bucket: "open" }));
    await s3.send(new PutBucketCorsCommand({ Bucket: "open", CORSConfiguration: { CORSRules: open } }));
    const credential = "Credential=test/20260101/us-east-1/s3/aws4_request";
    const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=x`;
    const signed = { origin: local, authorization };
    expect((await send("PUT /open/k", signed)).status).toBe(200);
    expect(
      (await send("POST /open/k", { ...signed, "x-amz-target": "AWSStepFunctions.ListStateMachines" })).status,
    ).toBe(403);
    expect((await send("PUT /open?policy", signed)).status).toBe(403);
    expect((await send("PUT /open/stolen", { ...signed, "x-amz-copy-source": "/closed/k" })).status).toBe(403);
    expect((await send("GET /", signed)).status).toBe(403);
    expect((await send("GET /_millrace/", signed)).status).toBe(403);
    const host = { ...signed, host: "open.evil.example" };
    expect((await send("GET /open/k", host)).body).toContain("Host must be");
  });
});

describe("a bucket's CORS rules", () => {
  it("are given back, and gone when deleted", async () => {
    expect((await s3.send(new GetBucketCorsCommand({ Bucket }))).CORSRules).toEqual(rules);
    await s3.send(new PutBucketCorsCommand({ Bucket: "closed", CORSConfiguration: { CORSRules: rules } }));
    await s3.send(new DeleteBucketCorsCommand({ Bucket: "closed" }));
    await expect(s3.send(new GetBucketCorsCommand({ Bucket: "closed" }))).rejects.toMatchObject({
      name: "NoSuchCORSConfiguration",
    });
  });

  it.each([
    ["a method that S3 does not share", { AllowedMethods: ["PATCH"] }, "Unsupported method is PATCH"],
    ["two wildcards", { AllowedOrigins: ["*.a.*"] }, "can not have more than one wildcard"],
    ["a wildcard for what is exposed", { ExposeHeaders: ["x-*"] }, "contains wildcard"],
  ])("are refused with %s", async (_title, change, message) => {
    const rule = { AllowedMethods: ["GET"], AllowedOrigins: ["*"], ...change };
    const input = { Bucket: "closed", CORSConfiguration: { CORSRules: [rule] } };
    await expect(s3.send(new PutBucketCorsCommand(input))).rejects.toThrow(message);
  });
});
