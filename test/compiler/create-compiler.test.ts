import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Compiler, createCompiler } from "#compiler";

// A project inside this one, so that "millrace" and "zod" are found as a user's project finds them.
const parent = path.resolve(import.meta.dirname, "../../.millrace");

let folder: string;
let compiler: Compiler;

beforeEach(() => {
  mkdirSync(parent, { recursive: true });
  folder = mkdtempSync(path.join(parent, "test-"));
  compiler = createCompiler({ rootFolder: folder });
  write("contract.ts", contract(30));
  write("greet.ts", workflow("greet", '"hello"'));
  write(
    "other.ts",
    'import { defineWorkflow } from "millrace";\nimport * as z from "zod";\nexport default defineWorkflow({ name: "other", input: z.object({}) }, async () => 1);\n',
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

// Times of modification are what tells: two writes within a tick of the clock must differ.
let tick = 0;
function write(name: string, text: string): void {
  writeFileSync(path.join(folder, name), `${text}// ${"x".repeat(tick++)}\n`);
}

function contract(timeoutSeconds: number): string {
  return `import { defineTask } from "millrace";
import * as z from "zod";
export const say = defineTask({ name: "say", input: z.object({ text: z.string() }), output: z.null(), timeoutSeconds: ${timeoutSeconds} });
`;
}

function workflow(name: string, text: string): string {
  return `import { defineWorkflow } from "millrace";
import * as z from "zod";
import { say } from "./contract.ts";
export default defineWorkflow({ name: "${name}", input: z.object({}) }, async () => {
  await say({ text: ${text} });
});
`;
}

function compileBoth() {
  return compiler.compile(["greet.ts", "other.ts"]);
}

describe("a compiler that compiles again", () => {
  it("compiles what changed, and keeps what did not", () => {
    const before = compileBoth();
    expect(before.diagnostics).toEqual([]);
    write("greet.ts", workflow("greet", '"good evening"'));
    const after = compileBoth();
    expect(JSON.stringify(after.workflows[0]?.definition)).toContain("good evening");
    expect(after.workflows[1]).toBe(before.workflows[1]);
  });

  it("reads the values of a contract anew", () => {
    const before = compileBoth();
    expect(before.workflows[0]?.tasks[0]?.contract.timeoutSeconds).toBe(30);
    write("contract.ts", contract(45));
    const after = compileBoth();
    expect(after.workflows[0]?.tasks[0]?.contract.timeoutSeconds).toBe(45);
    expect(JSON.stringify(after.workflows[0]?.definition)).toContain('"TimeoutSeconds":60');
  });

  it("reports an error that a contract's change causes, and forgets it when it is mended", () => {
    compileBoth();
    write("contract.ts", contract(30).replace("text: z.string()", "text: z.int()"));
    expect(compileBoth().diagnostics.map(({ code, file }) => [code, file])).toEqual([["MR1003", "greet.ts"]]);
    write("contract.ts", contract(30));
    expect(compileBoth().diagnostics).toEqual([]);
  });
});
