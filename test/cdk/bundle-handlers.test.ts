import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { defineTask } from "millrace";
import { bundleHandlers } from "../../cdk/constructs/bundle/bundle-handlers.ts";

let rootFolder = "";

beforeEach(() => {
  rootFolder = realpathSync(mkdtempSync(join(tmpdir(), "millrace-bundle-")));
});

afterEach(() => rmSync(rootFolder, { recursive: true }));

function write(path: string, text: string): void {
  const file = join(rootFolder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function task(name: string, handler: string) {
  write(`functions/${name}/handler.ts`, handler);
  const folder = join(rootFolder, "functions", name);
  const { contract } = defineTask({ name, input: z.null(), output: z.unknown() as unknown as z.ZodNull });
  return { contract, contractFile: join(folder, "contract.ts"), handlerFile: join(folder, "handler.ts") };
}

const bundle = (tasks: readonly ReturnType<typeof task>[], output = "out", cpu: "x64" | "arm64" = "x64") =>
  bundleHandlers({
    tasks,
    rootFolder,
    outputFolder: join(rootFolder, output),
    platform: { os: "linux", cpu, libc: "glibc" },
  });

const load = async (folder: string): Promise<{ handler: () => Promise<unknown> }> =>
  import(pathToFileURL(join(folder, "index.mjs")).href);

/** A library that picks a native package by platform, as many do. */
function nativeLibrary(
  ...packages: readonly { readonly name: string; readonly os: string; readonly cpu: string; readonly libc?: string }[]
): void {
  const requires = ["linux-x64", "linux-x64-musl", "linux-arm64", "darwin-arm64"].map(
    (name) => `case "${name}": return require("@fast/${name}/fast.node");`,
  );
  write("node_modules/fast/package.json", JSON.stringify({ name: "fast", version: "1.0.0", main: "index.js" }));
  write(
    "node_modules/fast/index.js",
    `module.exports = (platform) => { switch (platform) { ${requires.join(" ")} } };`,
  );
  for (const { name, os, cpu, libc } of packages) {
    const manifest = {
      name: `@fast/${name}`,
      version: "1.0.0",
      os: [os],
      cpu: [cpu],
      ...(libc === undefined ? {} : { libc: [libc] }),
    };
    write(`node_modules/@fast/${name}/package.json`, JSON.stringify(manifest));
    write(`node_modules/@fast/${name}/fast.node`, "");
  }
}

const usesFast = `import fast from "fast"; export const handler = async () => typeof fast;`;

describe("bundleHandlers", () => {
  it("gives each function a folder with an ES module that runs", async () => {
    write("functions/shared.ts", "export const twice = (n: number): number => 2 * n;");
    const { bundles, diagnostics } = bundle([
      task("one", `import { twice } from "../shared.ts"; export const handler = async () => twice(21);`),
      task("two", `import { basename } from "node:path"; export const handler = async () => basename("/a/b");`),
    ]);
    expect(diagnostics).toEqual([]);
    expect(readdirSync(bundles.get("one")!.folder).toSorted()).toEqual(["index.mjs", "index.mjs.map"]);
    expect(await (await load(bundles.get("one")!.folder)).handler()).toBe(42);
    expect(await (await load(bundles.get("two")!.folder)).handler()).toBe("b");
  });

  it("gives CommonJS dependencies a require", async () => {
    write("node_modules/old/package.json", JSON.stringify({ name: "old", version: "1.0.0" }));
    write("node_modules/old/index.js", `module.exports = require("node:os").EOL + require("path").sep;`);
    const { bundles } = bundle([task("one", `import old from "old"; export const handler = async () => old;`)]);
    expect(await (await load(bundles.get("one")!.folder)).handler()).toBe("\n/");
  });

  it("makes the same bytes wherever it writes them", () => {
    const tasks = [task("one", "export const handler = async () => 1;")];
    const bytes = (output: string) => {
      const { folder } = bundle(tasks, output).bundles.get("one")!;
      return readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]);
    };
    expect(bytes("deep/er/out")).toEqual(bytes("out"));
  });

  it("maps a stack to the source, without the source's text", () => {
    const { folder } = bundle([task("one", "export const handler = async () => 1;")]).bundles.get("one")!;
    const map = JSON.parse(readFileSync(join(folder, "index.mjs.map"), "utf8")) as Record<string, unknown>;
    expect(map["sources"]).toEqual(["../../functions/one/handler.ts"]);
    expect(map["sourcesContent"]).toBeUndefined();
  });

  it("rejects a handler that does not export handler", () => {
    const { diagnostics } = bundle([task("one", "export const main = async () => 1;")]);
    expect(diagnostics).toMatchObject([{ code: "MR4005", file: "functions/one/handler.ts" }]);
  });

  it("rejects an import that leads nowhere, and says where it stands", () => {
    const { diagnostics } = bundle([
      task("one", `\nimport gone from "gone";\nexport const handler = async () => gone;`),
    ]);
    expect(diagnostics).toMatchObject([
      {
        code: "MR4009",
        file: "functions/one/handler.ts",
        line: 2,
        column: 18,
        message: 'the handler of task function "one" cannot be bundled: Could not resolve "gone"',
      },
    ]);
  });
});

describe("native packages", () => {
  it("are those for Lambda's platform, whatever else is installed", () => {
    nativeLibrary(
      { name: "linux-x64", os: "linux", cpu: "x64", libc: "glibc" },
      { name: "linux-x64-musl", os: "linux", cpu: "x64", libc: "musl" },
      { name: "darwin-arm64", os: "darwin", cpu: "arm64" },
      { name: "linux-arm64", os: "linux", cpu: "arm64" },
    );
    const names = (cpu: "x64" | "arm64") =>
      bundle([task("one", usesFast), task("two", "export const handler = async () => 1;")], "out", cpu).bundles;
    expect(names("x64").get("one")!.nativePackages).toEqual([
      { name: "@fast/linux-x64", version: "1.0.0", folder: join(rootFolder, "node_modules/@fast/linux-x64") },
    ]);
    expect(names("x64").get("two")!.nativePackages).toEqual([]);
    expect(names("arm64").get("one")!.nativePackages).toMatchObject([{ name: "@fast/linux-arm64" }]);
  });

  it("are found through NODE_PATH by the bundle's require", async () => {
    nativeLibrary({ name: "linux-x64", os: "linux", cpu: "x64" });
    const { folder } = bundle([task("one", usesFast)]).bundles.get("one")!;
    expect(readFileSync(join(folder, "index.mjs"), "utf8")).toContain("@fast/linux-x64/fast.node");
    expect(await (await load(folder)).handler()).toBe("function");
  });

  it("are refused with what to install, when the machine has those of another platform", () => {
    nativeLibrary({ name: "darwin-arm64", os: "darwin", cpu: "arm64" });
    const { diagnostics } = bundle([task("one", usesFast)]);
    expect(diagnostics).toMatchObject([
      {
        code: "MR4006",
        file: "functions/one/handler.ts",
        fix: "npm install --no-save --os=linux --cpu=x64 --libc=glibc @fast/linux-x64",
      },
    ]);
  });

  it("are refused when loaded by path", () => {
    write("node_modules/odd/package.json", JSON.stringify({ name: "odd", version: "1.0.0" }));
    write("node_modules/odd/index.js", `module.exports = require("./build/odd.node");`);
    const { diagnostics } = bundle([task("one", `import odd from "odd"; export const handler = async () => odd;`)]);
    expect(diagnostics).toMatchObject([
      {
        code: "MR4010",
        file: "node_modules/odd/index.js",
        message: "the native module ./build/odd.node is loaded by its path",
      },
    ]);
  });
});
