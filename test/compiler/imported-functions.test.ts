import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compile, type CompileResult } from "#compiler";

const folder = mkdtempSync(path.join(tmpdir(), "millrace-imported-"));
const repository = path.resolve(import.meta.dirname, "../..");
const door = JSON.stringify(path.join(repository, "src/authoring/index.ts"));
symlinkSync(path.join(repository, "node_modules"), path.join(folder, "node_modules"));
writeFileSync(path.join(folder, "package.json"), JSON.stringify({ type: "module" }));
afterAll(() => rmSync(folder, { recursive: true }));

/** Compiles two workflows that call the same function of another file. */
function compileBoth(shared: string): CompileResult {
  writeFileSync(path.join(folder, "shared.ts"), shared);
  const files = ["first", "second"].map((name) => {
    const file = path.join(folder, `${name}.ts`);
    writeFileSync(
      file,
      `import { defineWorkflow } from ${door};
      import * as z from "zod";
      import { change } from "./shared.ts";
      export default defineWorkflow({ name: "${name}", input: z.object({ n: z.number() }) }, async ({ n }) => change(n));`,
    );
    return file;
  });
  return compile({ files, rootFolder: folder });
}

describe("a function of another file", () => {
  it("is read where it is called", () => {
    const { workflows, diagnostics } = compileBoth("export const change = (n: number): number => n * 2;");
    expect(diagnostics).toEqual([]);
    expect(workflows.map(({ name }) => name)).toEqual(["first", "second"]);
  });

  it("is reported once, in its own file, and refuses every workflow that calls it", () => {
    const { workflows, diagnostics } = compileBoth("export const change = (n: number): number => n | 2;");
    expect(diagnostics.map(({ code, file, line, column }) => [code, file, line, column])).toEqual([
      ["MR1105", "shared.ts", 1, 46],
    ]);
    expect(workflows).toEqual([]);
  });

  it("must type-check, also where the workflow does", () => {
    const { workflows, diagnostics } = compileBoth(
      'export const change = (n: number): number => n * 2;\nexport const other: number = "text";',
    );
    expect(diagnostics.map(({ code, file, line }) => [code, file, line])).toEqual([["MR1003", "shared.ts", 2]]);
    expect(workflows).toEqual([]);
  });
});
