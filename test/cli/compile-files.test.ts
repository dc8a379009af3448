import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compileFiles } from "../../src/cli/compile/compile-files.ts";
import { summarize } from "../../src/cli/compile/workflow-summary.ts";
import { createCompiler } from "../../src/compiler/index.ts";

const root = path.resolve(import.meta.dirname, "../..");
// Inside the project: workflows import "millrace" and "zod".
const temporary = path.join(root, ".millrace/test");
mkdirSync(temporary, { recursive: true });
const folder = mkdtempSync(path.join(temporary, "compile-files-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, `import { defineWorkflow } from "millrace";\nimport * as z from "zod";\n${text}`);
  return file;
}

const workflow = (file: string, name: string, body: string): string =>
  write(
    file,
    `import { shout } from "./shout.ts";\nexport default defineWorkflow({ name: "${name}", input: z.object({ id: z.string() }) }, async ({ id }) => { ${body} });\n`,
  );

describe("compileFiles", () => {
  it("gives with two threads what one compile of all files gives", async () => {
    write("shout.ts", "export const shout = (text: string): string => text.toLocaleUpperCase();\n");
    const files = [
      workflow("a.ts", "first", "return `${id}!`;"),
      workflow("b.ts", "shouting", "return shout(id);"),
      workflow("c.ts", "shouting-too", "return shout(id);"),
      workflow("d.ts", "first", "return id;"),
      workflow("e.ts", "last", "return { id };"),
    ];
    const inOne = summarize(createCompiler({ rootFolder: folder }).compile(files));
    expect(await compileFiles(files, folder, 2)).toEqual(inOne);
    expect(inOne.workflows.map(({ file }) => file)).toEqual(["a.ts", "e.ts"]);
    expect(inOne.diagnostics.map(({ code, file }) => [code, file])).toEqual([
      ["MR1006", "d.ts"],
      // The module that both threads refuse is named once.
      [expect.any(String), "shout.ts"],
    ]);
  });

  it("compiles nothing where there are no files", async () => {
    expect(await compileFiles([], folder)).toEqual({ workflows: [], diagnostics: [] });
  });
});
