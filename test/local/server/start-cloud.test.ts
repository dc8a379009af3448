import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { startCloud } from "../../../src/local/start-cloud.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

interface Ask {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** `fetch` sets Host and Origin itself; this sends what it is told. */
function ask(cloud: TestCloud, { method = "GET", path = "/", headers = {}, body }: Ask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: "127.0.0.1", port: new URL(cloud.endpoint).port, method, path, headers, agent: false },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (text += chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

const signedFor = (service: string): Record<string, string> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

describe("the server of the local cloud", () => {
  let cloud: TestCloud;
  afterEach(() => cloud.close());

  it("answers only requests for its own host", async () => {
    cloud = await createTestCloud();
    const port = new URL(cloud.endpoint).port;
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
      expect((await ask(cloud, { headers: { host } })).status).toBe(200);
    }
    for (const host of ["evil.example", `evil.example:${port}`, "127.0.0.1:1", `bucket.localhost:${port}`]) {
      const refused = await ask(cloud, { headers: { host } });
      expect(refused.status).toBe(403);
      expect(refused.text).toContain(`got ${host}`);
    }
  });

  it("refuses a browser's request from another site", async () => {
    cloud = await createTestCloud();
    for (const origin of ["https://evil.example", "null", "http://127.0.0.1:1"]) {
      expect((await ask(cloud, { method: "PUT", path: "/stolen", headers: { origin } })).status).toBe(403);
    }
    expect((await ask(cloud, { headers: { origin: cloud.endpoint } })).status).toBe(200);
    expect((await ask(cloud, { method: "HEAD", path: "/stolen" })).status).toBe(404);
  });

  it("hands the console its requests, and sends browsers there", async () => {
    cloud = await createTestCloud({
      createConsole: (running) => (request, response) => {
        response.end(`${running.accountId} ${request.url}`);
      },
    });
    expect((await ask(cloud, { path: "/_millrace/buckets?q=1" })).text).toBe("000000000000 /_millrace/buckets?q=1");
    expect(await ask(cloud, { headers: { accept: "text/html" } })).toMatchObject({
      status: 302,
      headers: { location: "/_millrace/" },
    });
  });

  it("answers 501 by name for what it does not know", async () => {
    cloud = await createTestCloud();
    const json = { "x-amz-target": "AmazonSSM.ListDocuments", ...signedFor("ssm") };
    expect(await ask(cloud, { method: "POST", headers: json, body: "{}" })).toMatchObject({
      status: 501,
      text: expect.stringContaining("The operation ListDocuments of ssm is not implemented") as string,
    });
    expect(await ask(cloud, { headers: signedFor("kinesis") })).toMatchObject({
      status: 501,
      text: expect.stringContaining("The service kinesis is not implemented") as string,
    });
    expect(await ask(cloud, { path: "/bucket?acl", headers: signedFor("s3") })).toMatchObject({
      status: 501,
      text: expect.stringContaining("<Code>NotImplemented</Code>") as string,
    });
    expect(cloud.logged).toContain("The operation GetBucketAcl of s3 is not implemented by the local cloud");
  });

  it("answers 400 to a body that is not JSON, and 500 with a log line to a bug of its own", async () => {
    cloud = await createTestCloud();
    const headers = { "x-amz-target": "AmazonSSM.GetParameter", ...signedFor("ssm") };
    expect(await ask(cloud, { method: "POST", headers, body: "{" })).toMatchObject({
      status: 400,
      text: expect.stringContaining("SerializationException") as string,
    });
    cloud.cloud.db.exec("DROP TABLE ssm_parameters");
    const failed = await ask(cloud, { method: "POST", headers, body: '{"Name":"/a"}' });
    expect(failed.status).toBe(500);
    expect(failed.text).not.toContain("ssm_parameters");
    expect(cloud.logged.join("\n")).toContain("no such table: ssm_parameters");
  });

  it("speaks CBOR to clients that prefer it", async () => {
    cloud = await createTestCloud();
    const answer = await ask(cloud, {
      method: "POST",
      path: "/service/AmazonSSM/operation/GetParameter",
      headers: { "smithy-protocol": "rpc-v2-cbor", "content-type": "application/cbor", ...signedFor("ssm") },
      // {"Name": "/cdk-bootstrap/hnb659fds/version"}
      body: Buffer.concat([
        Buffer.from([0xa1, 0x64]),
        Buffer.from("Name"),
        Buffer.from([0x78, 32]),
        Buffer.from("/cdk-bootstrap/hnb659fds/version"),
      ]),
    });
    expect(answer).toMatchObject({ status: 200, headers: { "smithy-protocol": "rpc-v2-cbor" } });
    expect(answer.text).toContain("/cdk-bootstrap/hnb659fds/version");
  });

  it("stores nothing of an upload that breaks off", async () => {
    cloud = await createTestCloud();
    await ask(cloud, { method: "PUT", path: "/bucket", headers: signedFor("s3") });
    await new Promise<void>((resolve) => {
      const request = httpRequest({
        host: "127.0.0.1",
        port: new URL(cloud.endpoint).port,
        method: "PUT",
        path: "/bucket/half",
        headers: { ...signedFor("s3"), "content-length": "1000" },
      });
      request.on("error", () => undefined);
      request.on("close", resolve);
      request.write("half", () => request.destroy());
    });
    expect((await ask(cloud, { method: "HEAD", path: "/bucket/half", headers: signedFor("s3") })).status).toBe(404);
  });
});

describe("the data folder of the local cloud", () => {
  it("belongs to one process at a time", async () => {
    const cloud = await createTestCloud();
    await expect(startCloud({ dataFolder: cloud.dataFolder, port: 0 })).rejects.toThrow(
      "in use by another local cloud",
    );
    await (await cloud.restart()).close();
  });

  it("is emptied when a fresh start is asked for", async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), "millrace-fresh-"));
    await (await startCloud({ dataFolder, port: 0 })).close();
    const file = join(dataFolder, "left-over");
    writeFileSync(file, "x");
    await (await startCloud({ dataFolder, port: 0 })).close();
    expect(existsSync(file)).toBe(true);
    const cloud = await createTestCloud({ dataFolder, fresh: true });
    expect(existsSync(file)).toBe(false);
    await cloud.close();
  });

  it("is not taken, let alone emptied, if it holds something else", async () => {
    const foreign = mkdtempSync(join(tmpdir(), "millrace-foreign-"));
    const precious = join(foreign, "precious");
    writeFileSync(precious, "x");
    await expect(startCloud({ dataFolder: foreign, port: 0, fresh: true })).rejects.toThrow("not a data folder");
    expect(existsSync(precious)).toBe(true);
    rmSync(foreign, { recursive: true });
  });

  it("frees port and folder when a service fails to start", async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), "millrace-failing-"));
    const failing = () => {
      throw new Error("no luck");
    };
    await expect(startCloud({ dataFolder, port: 0, services: [failing] })).rejects.toThrow("no luck");
    await (await createTestCloud({ dataFolder })).close();
  });
});
