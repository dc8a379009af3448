import { createHash } from "node:crypto";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { listen } from "../../../src/local/server/listen.ts";
import type { Listener } from "../../../src/local/server/listen.ts";
import { sendRaw } from "../../support/send-raw.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

describe("the local cloud under hostile requests", () => {
  let cloud: TestCloud;
  const port = (): number => Number(new URL(cloud.endpoint).port);
  const send = (line: string, headers: Readonly<Record<string, string>> = {}, body: string | Uint8Array = "") =>
    sendRaw(port(), { line, headers, body });
  beforeAll(async () => {
    cloud = await createTestCloud();
    await send("PUT /bucket");
    await send("PUT /bucket/page.html", { "content-type": "text/html" }, "<script>steal()</script>");
  });
  afterAll(() => cloud.close());

  it.each([
    ["an image or a script of another site", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }],
    ["a page of another local port", { "sec-fetch-site": "same-site", "sec-fetch-mode": "cors" }],
    [
      "a frame in another site",
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" },
    ],
  ])("refuses the request of %s, which has no Origin", async (_who, headers) => {
    expect((await send("GET /bucket/page.html", headers)).status).toBe(403);
  });

  it("refuses another site's form although the browser hides where it comes from", async () => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect((await send("POST /", { ...form, origin: "null" }, "Action=GetCallerIdentity")).status).toBe(403);
    const navigation = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
    expect((await send("POST /", { ...form, ...navigation }, "Action=GetCallerIdentity")).status).toBe(403);
  });

  it("lets a person follow a link from elsewhere, and the console use its own server", async () => {
    const navigation = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
    expect((await send("GET /bucket/page.html", navigation)).status).toBe(200);
    expect((await send("GET /bucket/page.html", { "sec-fetch-site": "same-origin" })).status).toBe(200);
    expect((await send("GET /bucket/page.html", { "sec-fetch-site": "none" })).status).toBe(200);
  });

  it("serves objects so that they cannot act in the console's origin", async () => {
    expect((await send("GET /bucket/page.html")).headers).toMatchObject({
      "content-security-policy": "sandbox",
      "cross-origin-resource-policy": "same-origin",
      "x-content-type-options": "nosniff",
    });
  });

  it("survives malformed framing of an upload that no operation reads", async () => {
    const headers = {
      "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      "x-amz-decoded-content-length": "5",
    };
    expect((await send("PUT /no-such-bucket/k", headers, "zzz\r\nhello\r\n")).status).toBe(404);
    expect((await send("HEAD /bucket")).status).toBe(200);
  });

  it.each([
    ["leaves out the checksum it announced", "5\r\nhello\r\n0\r\n\r\n"],
    ["has a trailer without a name", "5\r\nhello\r\n0\r\nnothing\r\n\r\n"],
    ["has trailers without end", `5\r\nhello\r\n0\r\n${"x-amz-a: b\r\n".repeat(5000)}\r\n`],
  ])("refuses a streamed upload that %s", async (_what, body) => {
    const headers = {
      "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      "x-amz-decoded-content-length": "5",
      "x-amz-trailer": "x-amz-checksum-crc32",
    };
    const refused = await send("PUT /bucket/trailing", headers, body);
    expect(refused.status).toBe(400);
    expect(refused.body).toContain("<Code>MalformedTrailerError</Code>");
    expect((await send("HEAD /bucket/trailing")).status).toBe(404);
  });

  it("stores only the payload that was signed", async () => {
    const digest = createHash("sha256").update("hello").digest("hex");
    const refused = await send("PUT /bucket/signed", { "x-amz-content-sha256": digest }, "HELLO");
    expect(refused.body).toContain("<Code>XAmzContentSHA256Mismatch</Code>");
    expect((await send("HEAD /bucket/signed")).status).toBe(404);
    expect((await send("PUT /bucket/signed", { "x-amz-content-sha256": digest }, "hello")).status).toBe(200);
  });

  it("answers before the whole of a refused upload has come, and the client sees the answer", async () => {
    const missing = await send("PUT /no-such-bucket/k", {}, Buffer.alloc(20_000_000));
    expect(missing).toMatchObject({ status: 404, error: undefined });
    const tooLarge = await send("POST /", { "x-amz-target": "AmazonSSM.GetParameter" }, Buffer.alloc(30_000_000));
    expect(tooLarge).toMatchObject({ status: 413, error: undefined });
  });

  it.each([
    ["a line break", "%0d%0aset-cookie:a=b"],
    ["a character without a byte", "%E2%82%AC"],
  ])("refuses %s in a header that the reader asks for", async (_what, value) => {
    const refused = await send(`GET /bucket/page.html?response-content-disposition=${value}`);
    expect(refused.status).toBe(400);
    expect(refused.headers["set-cookie"]).toBeUndefined();
    expect(refused.body).toContain("Header value cannot be represented using ISO-8859-1.");
  });

  it.each([
    ["a document type", "<!DOCTYPE a [<!ENTITY b 'c'>]><Delete><Object><Key>&b;</Key></Object></Delete>"],
    ["a hundred thousand document types", `${"<!DOCTYPE>".repeat(100_000)}<Delete/>`],
    ["two hundred thousand levels", "<a>".repeat(200_000)],
  ])("refuses XML with %s at once", async (_what, body) => {
    const started = performance.now();
    const refused = await send("POST /bucket?delete", {}, body);
    expect(refused.body).toContain("<Code>MalformedXML</Code>");
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("reads characters beyond the first plane where XML spells them as numbers", async () => {
    await send("PUT /bucket/%F0%9F%98%80");
    await send("POST /bucket?delete", {}, "<Delete><Object><Key>&#x1F600;</Key></Object></Delete>");
    expect((await send("HEAD /bucket/%F0%9F%98%80")).status).toBe(404);
  });

  it.each([
    ["a form of too many levels", `Action=ListRoles&${"a.".repeat(1000)}=1`],
    ["a form of too many fields", `Action=ListRoles&${"a=&".repeat(30_000)}`],
  ])("refuses %s", async (_what, body) => {
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      authorization: "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/iam/aws4_request",
    };
    expect((await send("POST /", headers, body)).status).toBe(400);
  });

  it.each([
    ["nothing", [0xf6]],
    ["a number", [0x01]],
    ["a list", [0x80]],
    ["a list of four billion items", [0x9a, 0xff, 0xff, 0xff, 0xff]],
    ["a hundred thousand levels", Array.from({ length: 100_000 }, () => 0x81)],
  ])("refuses CBOR of %s", async (_what, bytes) => {
    const headers = { "smithy-protocol": "rpc-v2-cbor" };
    const refused = await send("POST /service/AmazonSSM/operation/GetParameter", headers, Buffer.from(bytes));
    expect(refused.status).toBe(400);
    expect(refused.body).toContain("SerializationException");
  });

  it("refuses a path that is no encoding, and keeps it apart from its escaped spelling", async () => {
    expect((await send("PUT /bucket/a%ff")).status).toBe(400);
    expect((await send("PUT /bucket/a%25ff")).status).toBe(200);
    expect((await send("GET /bucket%ff/a")).status).toBe(400);
  });

  it("takes SQL in names for names", async () => {
    const key = encodeURIComponent("a'; DROP TABLE s3_objects; --");
    expect((await send(`PUT /bucket/${key}`)).status).toBe(200);
    expect((await send(`GET /bucket?list-type=2&prefix=${key}`)).body).toContain("<KeyCount>1</KeyCount>");
    const all = encodeURIComponent("' OR 1=1 --");
    expect((await send(`GET /bucket?list-type=2&prefix=${all}`)).body).toContain("<KeyCount>0</KeyCount>");
    expect((await send("HEAD /bucket/page.html")).status).toBe(200);
  });

  it("takes no request whose length is given in two ways", async () => {
    const smuggled = "0\r\n\r\nPUT /bucket/smuggled HTTP/1.1\r\nhost: x\r\n\r\n";
    const refused = await send("PUT /bucket/k2", { "transfer-encoding": "chunked", "content-length": "5" }, smuggled);
    expect(refused.status).toBe(400);
    expect((await send("HEAD /bucket/smuggled")).status).toBe(404);
    expect((await send("HEAD /bucket/k2")).status).toBe(404);
  });

  it("leaves the prototype of objects alone", async () => {
    await send("PUT /bucket/p", { "x-amz-meta-__proto__": "polluted", "x-amz-meta-constructor": "c" });
    const body = '{"Name":"a","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    await send("POST /", { "x-amz-target": "AmazonSSM.GetParameter" }, body);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect((await send("HEAD /bucket/p")).headers["x-amz-meta-constructor"]).toBe("c");
  });

  it("logs no failure of its own meanwhile", () => {
    expect(cloud.logged.filter((line) => line.startsWith("internal error"))).toEqual([]);
  });
});

describe("an upload that stalls", () => {
  let listener: Listener;
  afterEach(() => listener.close());

  it("is given up, while an answer that takes long is not", async () => {
    const abandoned = Promise.withResolvers<Error>();
    listener = await listen({
      port: 0,
      stalledUploadMs: 50,
      onConsoleRequest: undefined,
      onApiRequest: (request, response) => {
        request.on("error", abandoned.resolve).resume();
        if (request.method === "GET") setTimeout(() => response.end("late"), 200);
      },
    });
    const slow = await sendRaw(listener.port, { line: "GET /", headers: {}, body: "" });
    expect(slow).toMatchObject({ status: 200, body: "late" });
    const socket = connect(listener.port, "127.0.0.1").on("error", () => undefined);
    socket.write(`PUT /a HTTP/1.1\r\nHost: 127.0.0.1:${listener.port}\r\nContent-Length: 10\r\n\r\nhalf`);
    expect(await abandoned.promise).toMatchObject({ code: "ECONNRESET" });
  });
});
