import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inlineCodeZip } from "../../src/local/cloudformation/resources/inline-code-zip.ts";

// Packs the package and uses it as a stranger would: beside aws-cdk-lib, with plain Node, without this repository's sources.

const repository = resolve(import.meta.dirname, "../..");

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

let folder = "";
let consumer = "";
let installed = "";

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "millrace-pack-")));
  consumer = join(folder, "consumer");
  installed = join(consumer, "node_modules", "millrace");
  install(pack());
  writeConsumer();
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Packs a copy: packing rewrites package.json, and other tests are reading it. */
function pack(): string {
  const copy = join(folder, "copy");
  mkdirSync(copy);
  for (const name of ["package.json", "tsconfig.json", "tsconfig.build.json", "bin", "src", "cdk", "docs", "console"]) {
    if (existsSync(join(repository, name))) cpSync(join(repository, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(repository, "node_modules"), join(copy, "node_modules"));
  const before = readFileSync(join(copy, "package.json"), "utf8");
  execFileSync("npm", ["pack", "--pack-destination", folder, "--loglevel=error"], { cwd: copy, stdio: "pipe" });
  expect(readFileSync(join(copy, "package.json"), "utf8"), "postpack restores package.json").toBe(before);
  expect(readdirSync(copy)).not.toContain("dist");
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error("npm pack made no tarball");
  return join(folder, tarball);
}

/** Unpacks the tarball, and links what its package.json asks for and nothing else, so that a missing dependency shows. */
function install(tarball: string): void {
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"]);
  const { dependencies, peerDependencies } = manifest();
  for (const name of [...Object.keys(dependencies), ...Object.keys(peerDependencies), "@types/node"]) {
    const link = join(consumer, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(repository, "node_modules", name), link);
  }
}

const manifest = (): Manifest => JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as Manifest;

function writeConsumer(): void {
  const files = {
    "package.json": JSON.stringify({ name: "stranger", type: "module" }),
    "tsconfig.json": JSON.stringify({
      compilerOptions: {
        module: "nodenext",
        target: "es2024",
        strict: true,
        noEmit: true,
        allowImportingTsExtensions: true,
        skipLibCheck: true,
        types: ["node"],
      },
      include: ["**/*.ts"],
      exclude: ["cdk.out"],
    }),
    "functions/greet/contract.ts": `import { defineTask } from "millrace";
import * as z from "zod";
export const greet = defineTask({ name: "greet", input: z.object({ name: z.string() }), output: z.object({ text: z.string() }) });
`,
    "functions/greet/handler.ts": `import { taskHandler } from "millrace/handler";
import { greet } from "./contract.ts";
export const handler = taskHandler(greet, async ({ name }) => ({ text: \`hello \${name}\` }));
`,
    "workflows/welcome.ts": `import { defineWorkflow } from "millrace";
import * as z from "zod";
import { greet } from "../functions/greet/contract.ts";
export default defineWorkflow({ name: "welcome", input: z.object({ name: z.string() }) }, async ({ name }) => {
  const { text } = await greet({ name });
  return { text };
});
`,
    "app.ts": `import { App, Stack } from "aws-cdk-lib";
import { MillraceApp } from "millrace/cdk";
const app = new App({ outdir: "cdk.out" });
new MillraceApp(new Stack(app, "Stranger"), "App", { name: "stranger" });
app.synth();
`,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(consumer, dirname(path)), { recursive: true });
    writeFileSync(join(consumer, path), text);
  }
}

const node = (...parameters: readonly string[]): string =>
  execFileSync(process.execPath, parameters, {
    cwd: consumer,
    encoding: "utf8",
    env: { ...process.env, CDK_VALIDATION: "false" },
  });

describe("the packed package", () => {
  it("brings no Node of its own and nothing of the repository's tooling", () => {
    expect(manifest().optionalDependencies).toEqual({});
    expect(existsSync(join(installed, "bin/pack.js"))).toBe(false);
    expect(existsSync(join(installed, "src"))).toBe(false);
  });

  it("type-checks in a stranger's project", () => {
    const typescript = join(repository, "node_modules", "typescript", "bin", "tsc");
    expect(node(typescript, "-p", ".")).toBe("");
  });

  it("compiles and synthesises a workflow with plain Node", async () => {
    node("app.ts");
    const template = JSON.parse(readFileSync(join(consumer, "cdk.out/Stranger.template.json"), "utf8")) as {
      Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
    };
    const resources = Object.values(template.Resources);
    const machine = resources.find(({ Type }) => Type === "AWS::StepFunctions::StateMachine");
    expect(machine?.Properties["DefinitionString"]).toContain("${GreetFunctionArn}");
    const code = resources.find(({ Type }) => Type === "AWS::Lambda::Function")?.Properties["Code"] as {
      S3Key: string;
    };
    const bundle = join(consumer, "cdk.out", `asset.${code.S3Key.replace(".zip", "")}`, "index.mjs");
    const { handler } = (await import(pathToFileURL(bundle).href)) as {
      handler: (event: unknown) => Promise<unknown>;
    };
    expect(await handler({ name: "world" })).toEqual({ text: "hello world" });
  }, 30_000);

  it("starts a local cloud whose functions run", () => {
    writeFileSync(
      join(consumer, "cloud.ts"),
      `import { startCloud } from "millrace/local";
const { cloud, close } = await startCloud({ dataFolder: "data", port: 0, log: () => undefined });
const call = <Output>(service: "iam" | "lambda", operation: string, input: object): Promise<Output> =>
  cloud.call<Output>(service, operation, input, { kind: "root" });
const Statement = [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }];
const { Role } = await call<{ Role: { Arn: string } }>("iam", "CreateRole", { RoleName: "f", AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement }) });
const ZipFile = Buffer.from(${JSON.stringify(Buffer.from(inlineCodeZip("exports.handler = async ({ n }) => n + 1;")).toString("base64"))}, "base64");
await call("lambda", "CreateFunction", { FunctionName: "f", Runtime: "nodejs24.x", Handler: "index.handler", Role: Role.Arn, Code: { ZipFile } });
const { Payload } = await call<{ Payload: Uint8Array }>("lambda", "Invoke", { FunctionName: "f", Payload: Buffer.from('{"n":41}') });
console.log(Buffer.from(Payload).toString());
await close();
`,
    );
    expect(node("cloud.ts").trim()).toBe("42");
  });

  it("has a command that runs", () => {
    expect(node(join(installed, "bin/millrace.js"), "--help")).toContain("compile");
  });
});
