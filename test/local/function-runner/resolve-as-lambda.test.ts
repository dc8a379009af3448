import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";
import { createRole } from "../lambda/create-role.ts";
import { makeZip } from "../lambda/make-zip.ts";

const root = { kind: "root" } as const;
const own = { "node_modules/@aws-sdk/client-s3/index.js": `exports.S3Client = "the function's own";` };

describe("functions that do not bundle what they import", () => {
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

describe("functions of a project that has packages", () => {
  const project = mkdtempSync(join(tmpdir(), "millrace-project-"));
  let running: TestCloud;

  async function invoke(FunctionName: string, files: Readonly<Record<string, string>>): Promise<unknown> {
    const Role = "arn:aws:iam::000000000000:role/plain";
    const Code = { ZipFile: makeZip(files) };
    const named = { FunctionName, Role, Handler: "index.handler", Runtime: "nodejs24.x", Code };
    await running.cloud.call("lambda", "CreateFunction", named, root);
    const { Payload } = await running.cloud.call<{ Payload: Uint8Array }>("lambda", "Invoke", { FunctionName }, root);
    return JSON.parse(Buffer.from(Payload).toString());
  }

  beforeAll(async () => {
    mkdirSync(join(project, "node_modules/of-project"), { recursive: true });
    writeFileSync(join(project, "node_modules/of-project/index.js"), "module.exports = 'found';");
    mkdirSync(join(project, "node_modules/@aws-sdk/client-of-project"), { recursive: true });
    writeFileSync(join(project, "node_modules/@aws-sdk/client-of-project/index.js"), "module.exports = 'client';");
    running = await createTestCloud({ dataFolder: join(project, ".millrace") });
    await createRole(running.cloud, { name: "plain", service: "lambda.amazonaws.com" });
  });
  afterAll(async () => {
    await running.close();
    rmSync(project, { recursive: true, force: true });
  });

  it("do not find them where they did not bring them along, as on Lambda", async () => {
    expect(
      await invoke("imports", { "index.mjs": `import "of-project"; export const handler = async () => 1;` }),
    ).toMatchObject({
      errorType: "Runtime.ImportModuleError",
      errorMessage: expect.stringMatching(
        /^Error: Cannot find package 'of-project' imported from .*index\.mjs$/,
      ) as string,
    });
    expect(
      await invoke("requires", { "index.js": `require("of-project"); exports.handler = async () => 1;` }),
    ).toMatchObject({
      errorType: "Runtime.ImportModuleError",
      errorMessage: expect.stringMatching(
        /^Error: Cannot find module 'of-project'\nRequire stack:\n- .*index\.js$/,
      ) as string,
    });
  });

  it("say in their log where it was found", async () => {
    const { LogResult } = await running.cloud.call<{ LogResult: string }>(
      "lambda",
      "Invoke",
      { FunctionName: "imports", LogType: "Tail" },
      root,
    );
    expect(Buffer.from(LogResult, "base64").toString()).toMatch(
      /of-project is not in the function's bundle nor in a layer: Lambda will not find it\. Here it was found at .*of-project/,
    );
  });

  it("find clients of the SDK that the project has: Lambda has all", async () => {
    const source = `const client = require("@aws-sdk/client-of-project"); exports.handler = async () => client;`;
    expect(await invoke("sdk", { "index.js": source })).toBe("client");
  });

  it("find what is theirs, and what Node has", async () => {
    const source = `const own = require("own"); const { sep } = require("path"); require("node:fs");
      exports.handler = async () => own + typeof sep + typeof (await import("own")).default;`;
    expect(
      await invoke("complete", { "index.js": source, "node_modules/own/index.js": "module.exports = 'own ';" }),
    ).toBe("own stringstring");
  });
});
