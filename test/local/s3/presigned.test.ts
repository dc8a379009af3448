import {
  CopyObjectCommand,
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issueRoleCredentials } from "../../../src/local/services/sts/index.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { presign, type PresignOptions } from "../../support/presign.ts";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";
import { createRole } from "../lambda/create-role.ts";

const Bucket = "links";
const clock = createManualClock();
const signedNow = (options: PresignOptions = {}): PresignOptions => ({
  signingDate: new Date(clock.now()),
  ...options,
});

let cloud: TestCloud;
let s3: S3Client;

beforeAll(async () => {
  cloud = await createTestCloud({ clock });
  // As `getSignedUrl` is used for uploads: the checksum of a body that is not there yet would be wrong.
  s3 = new S3Client({ ...cloud.clientConfig, requestChecksumCalculation: "WHEN_REQUIRED" });
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "a b+c/ü.txt", Body: "text" }));
});
afterAll(() => cloud.close());

const errorOf = async (response: Response): Promise<string> => {
  const text = await response.text();
  return `${response.status} ${/<Code>(.*)<\/Code>/.exec(text)?.[1]}: ${/<Message>(.*)<\/Message>/.exec(text)?.[1]}`;
};

describe("a presigned address", () => {
  it("reads an object, with the headers that the signer chose, until it expires", async () => {
    const command = new GetObjectCommand({ Bucket, Key: "a b+c/ü.txt", ResponseContentType: "text/x-own" });
    const url = await presign(s3, command, signedNow());
    const response = await fetch(url);
    expect(await response.text()).toBe("text");
    expect(response.headers.get("content-type")).toBe("text/x-own");
    await clock.advance(61_000);
    const late = await fetch(url);
    const text = await late.text();
    expect(late.status).toBe(403);
    expect(text).toContain("<Code>AccessDenied</Code><Message>Request has expired</Message>");
    expect(text).toContain("<X-Amz-Expires>60</X-Amz-Expires>");
  });

  it("answers HEAD as it was signed, and no other method", async () => {
    const url = await presign(s3, new HeadObjectCommand({ Bucket, Key: "a b+c/ü.txt" }), signedNow());
    expect((await fetch(url, { method: "HEAD" })).headers.get("content-length")).toBe("4");
    expect(await errorOf(await fetch(url))).toContain("403 SignatureDoesNotMatch");
  });

  it("takes an upload with what was signed of it, byte by byte", async () => {
    const command = new PutObjectCommand({ Bucket, Key: "up", Metadata: { owner: "me" }, ContentType: "text/x-own" });
    const url = await presign(
      s3,
      command,
      signedNow({ signableHeaders: new Set(["content-type", "host"]), unhoistableHeaders: new Set(["content-type"]) }),
    );
    const body = new Uint8Array(100_000).map((_, index) => index % 251);
    const send = (type: string) => fetch(url, { method: "PUT", body, headers: { "content-type": type } });
    expect(await errorOf(await send("text/plain"))).toContain("403 SignatureDoesNotMatch");
    expect((await send("text/x-own")).status).toBe(200);
    const object = await s3.send(new GetObjectCommand({ Bucket, Key: "up" }));
    expect(object).toMatchObject({ Metadata: { owner: "me" }, ContentType: "text/x-own" });
    expect(Buffer.from((await object.Body?.transformToByteArray()) ?? []).equals(body)).toBe(true);
  });

  it("is held to a checksum that was signed", async () => {
    const command = new PutObjectCommand({ Bucket, Key: "sum", ChecksumSHA256: `${"A".repeat(43)}=` });
    const url = await presign(s3, command, signedNow());
    expect(await errorOf(await fetch(url, { method: "PUT", body: "text" }))).toContain("400 BadDigest");
  });

  it("copies what it names", async () => {
    const command = new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/a%20b%2Bc/%C3%BC.txt` });
    const url = await presign(s3, command, signedNow());
    expect((await fetch(url, { method: "PUT" })).status).toBe(200);
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: "copy" }))).ContentLength).toBe(4);
  });

  it("lets nobody change the address or add headers of S3's own", async () => {
    const url = await presign(s3, new GetObjectCommand({ Bucket, Key: "up" }), signedNow());
    expect(await errorOf(await fetch(url.replace("/up?", "/other?")))).toContain("403 SignatureDoesNotMatch");
    expect(await errorOf(await fetch(`${url}&versionId=1`))).toContain("403 SignatureDoesNotMatch");
    expect(await errorOf(await fetch(url.replace("X-Amz-Expires=60", "X-Amz-Expires=600")))).toContain("403 Sig");
    expect(await errorOf(await fetch(url, { headers: { "x-amz-expected-bucket-owner": "1" } }))).toBe(
      "403 AccessDenied: There were headers present in the request which were not signed",
    );
  });

  it("has the rights of the role that signed it", async () => {
    const actions = ["s3:GetObject"];
    await createRole(cloud.cloud, { name: "reader", service: "lambda.amazonaws.com", actions });
    const { AccessKeyId, SecretAccessKey, SessionToken } = issueRoleCredentials(cloud.cloud, {
      roleArn: "arn:aws:iam::000000000000:role/reader",
      sessionName: "test",
    });
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const reader = new S3Client({ ...cloud.clientConfig, credentials, requestChecksumCalculation: "WHEN_REQUIRED" });
    const read = await presign(reader, new GetObjectCommand({ Bucket, Key: "a b+c/ü.txt" }), signedNow());
    expect(await (await fetch(read)).text()).toBe("text");
    const write = await presign(reader, new PutObjectCommand({ Bucket, Key: "no" }), signedNow());
    expect(await errorOf(await fetch(write, { method: "PUT", body: "x" }))).toContain("403 AccessDenied");
    const forged = new S3Client({
      ...cloud.clientConfig,
      credentials: { ...credentials, secretAccessKey: "guessed" },
    });
    const guess = await presign(forged, new GetObjectCommand({ Bucket, Key: "up" }), signedNow());
    expect(await errorOf(await fetch(guess))).toContain("403 SignatureDoesNotMatch");
  });

  it.each([
    ["without all parameters", (url: string) => url.replace(/&X-Amz-Date=[^&]*/, ""), "version 4 requires the"],
    [
      "with another time than AWS writes",
      (url: string) => url.replace(/X-Amz-Date=[^&]*/, "X-Amz-Date=today"),
      "ISO8601",
    ],
    ["for longer than a week", (url: string) => url.replace(/X-Amz-Expires=\d+/, "X-Amz-Expires=604801"), "a week"],
    ["for no number of seconds", (url: string) => url.replace(/X-Amz-Expires=\d+/, "X-Amz-Expires=x"), "a number"],
  ])("is refused %s", async (_title, change, message) => {
    const url = await presign(s3, new GetObjectCommand({ Bucket, Key: "up" }), signedNow());
    const answer = await errorOf(await fetch(change(url)));
    expect(answer).toContain("400 AuthorizationQueryParametersError");
    expect(answer).toContain(message);
  });

  it("is refused before it holds", async () => {
    const signingDate = new Date(clock.now() + 3_600_000);
    const url = await presign(s3, new GetObjectCommand({ Bucket, Key: "up" }), { signingDate });
    expect(await errorOf(await fetch(url))).toBe("403 AccessDenied: Request is not valid yet");
  });

  it("expires in S3's second version of signing too", async () => {
    const at = (seconds: number): string =>
      `${cloud.endpoint}/${Bucket}/up?AWSAccessKeyId=test&Signature=x&Expires=${Math.floor(clock.now() / 1000) + seconds}`;
    expect((await fetch(at(10))).status).toBe(200);
    expect(await errorOf(await fetch(at(-10)))).toBe("403 AccessDenied: Request has expired");
  });
});
