import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";
import { createRole } from "../lambda/create-role.ts";
import { makeZip } from "../lambda/make-zip.ts";

const root = { kind: "root" } as const;
const own = { "node_modules/@aws-sdk/client-s3/index.js": `exports.S3Client = "the function's own";` };

describe("functions that do not bundle the AWS SDK", () => {
  let running: TestCloud;
  beforeAll(async () => {
    running = await createTestCloud();
    await createRole(running.cloud, { name: "plain", service: "lambda.amazonaws.com" });
  });
  afterAll(() => running.close());

  it.each([
    [
      "required",
      { "index.js": `const s3 = require("@aws-sdk/client-s3"); exports.handler = async () => typeof s3.S3Client;` },
      '"function"',
    ],
    [
      "imported",
      {
        "index.mjs": `import { S3Client } from "@aws-sdk/client-s3"; export const handler = async () => typeof S3Client;`,
      },
      '"function"',
    ],
    [
      "brought along",
      { "index.js": `const s3 = require("@aws-sdk/client-s3"); exports.handler = async () => s3.S3Client;`, ...own },
      `"the function's own"`,
    ],
  ])("find it %s", async (name, files, result) => {
    const FunctionName = name.replace(" ", "-");
    await running.cloud.call(
      "lambda",
      "CreateFunction",
      {
        FunctionName,
        Role: "arn:aws:iam::000000000000:role/plain",
        Handler: "index.handler",
        Runtime: "nodejs24.x",
        Timeout: 20,
        Code: { ZipFile: makeZip(files) },
      },
      root,
    );
    const { Payload } = await running.cloud.call<{ Payload: Uint8Array }>("lambda", "Invoke", { FunctionName }, root);
    expect(Buffer.from(Payload).toString()).toBe(result);
  });

  it("are told the client that there is not", async () => {
    await running.cloud.call(
      "lambda",
      "CreateFunction",
      {
        FunctionName: "missing",
        Role: "arn:aws:iam::000000000000:role/plain",
        Handler: "index.handler",
        Runtime: "nodejs24.x",
        Code: { ZipFile: makeZip({ "index.js": `require("@aws-sdk/client-nowhere");` }) },
      },
      root,
    );
    const { Payload } = await running.cloud.call<{ Payload: Uint8Array }>(
      "lambda",
      "Invoke",
      { FunctionName: "missing" },
      root,
    );
    expect(JSON.parse(Buffer.from(Payload).toString())).toMatchObject({
      errorType: "Runtime.ImportModuleError",
      errorMessage: expect.stringContaining("Cannot find module '@aws-sdk/client-nowhere'") as string,
    });
  });
});
