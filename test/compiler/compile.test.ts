import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compile, type CompiledWorkflow, type CompileResult } from "#compiler";

// A stranger's project: no tsconfig, its own node_modules, nothing of this repository but the package.
const folder = mkdtempSync(path.join(tmpdir(), "millrace-compile-"));
const repository = path.resolve(import.meta.dirname, "../..");
symlinkSync(path.join(repository, "node_modules"), path.join(folder, "node_modules"));
writeFileSync(path.join(folder, "package.json"), JSON.stringify({ type: "module" }));
afterAll(() => rmSync(folder, { recursive: true }));

const header = `
  import { defineBucket, defineTask, defineWorkflow, emit as announce, defineEvent } from ${JSON.stringify(path.join(repository, "src/authoring/index.ts"))};
  import * as millrace from ${JSON.stringify(path.join(repository, "src/authoring/index.ts"))};
  import * as z from "zod";
  export const work = defineTask({ name: "do-work", input: z.object({ n: z.number() }), output: z.object({ n: z.number() }), errors: ["Busy"] });
  export const done = defineEvent("work.done", z.object({ n: z.number() }));
`;

let count = 0;

function compileText(body: string, name = `text-${count++}`): CompileResult {
  const file = path.join(folder, `${name}.ts`);
  const definition = `export default defineWorkflow({ name: "${name}", input: z.object({ n: z.number() }) }, async ({ n }) => {${body}});`;
  writeFileSync(file, `${header}\n${definition}\n`);
  return compile({ files: [file], rootFolder: folder });
}

function compiled(body: string, name?: string): CompiledWorkflow {
  const { workflows, diagnostics } = compileText(body, name);
  expect(diagnostics).toEqual([]);
  return workflows[0]!;
}

describe("what compiling gives", () => {
  const workflow = compiled(
    "const a = await work({ n }); await announce(done, a); return await work({ n: a.n });",
    "first",
  );

  it("names the tasks, once each, and where their contracts stand", () => {
    const contractFile = path.join(folder, "first.ts");
    expect(workflow.tasks.map(({ placeholder, contract }) => [placeholder, contract.name])).toEqual([
      ["DoWorkFunctionArn", "do-work"],
    ]);
    expect(workflow.tasks[0]!.contractFile).toBe(contractFile);
  });

  it("names the events", () => {
    expect(workflow.events.map(({ name }) => name)).toEqual(["work.done"]);
  });

  it("keeps the value that defineWorkflow made", () => {
    expect([workflow.name, workflow.file, workflow.workflow.name]).toEqual(["first", "first.ts", "first"]);
  });

  it("maps states to the source", () => {
    expect(Object.keys(workflow.sourceMap).toSorted()).toEqual([
      "CheckInput",
      "DoWork",
      "DoWork2",
      "EmitWorkDone",
      "InvalidInput",
    ]);
    expect(workflow.sourceMap["DoWork"]).toMatchObject({ file: "first.ts", line: 8 });
  });
});

describe("names are found by what they refer to", () => {
  it("knows exports of the door under any name, and through a namespace", () => {
    const { definition } = compiled("await millrace.emit(done, { n }); await announce(done, { n });");
    expect(Object.keys(definition.States)).toEqual(["CheckInput", "EmitWorkDone", "EmitWorkDone2", "InvalidInput"]);
  });

  it("does not take a function of the same name for one of the door", () => {
    const { diagnostics } = compileText("const emit = { then: n }; return emit.then;");
    expect(diagnostics).toEqual([]);
  });
});

describe("state names", () => {
  it("stay as they are when something else is added before", () => {
    const before = compiled("await work({ n }); if (n > 100) await work({ n }); return n;");
    const after = compiled(
      "const { n: m } = await work({ n: 1 }); let k = m + 1; if (n > 100) await announce(done, { n: k }); return n;",
    );
    expect(Object.keys(before.definition.States)).toContain("IfNOver100");
    expect(Object.keys(after.definition.States)).toContain("IfNOver100");
  });

  it("are at most 80 characters, however long the condition is", () => {
    const condition = Array.from({ length: 12 }, (_, index) => `n !== ${index * 1_000_000}`).join(" && ");
    const names = Object.keys(compiled(`if (${condition}) await work({ n }); return n;`).definition.States);
    expect(names.every((name) => name.length <= 80)).toBe(true);
  });
});

describe("what is spared", () => {
  it("needs no state for pure code before, between and after tasks", () => {
    const { cost } = compiled(
      "let a = n * 2; if (a > 5) a = 5; const r = await work({ n: a }); const b = r.n + a; const s = await work({ n: b }); return { a, b, c: s.n };",
    );
    expect(cost).toEqual({ states: 4, shortestTransitions: 3, longestTransitions: 3, loops: [] });
  });

  it("decides on the checked input in the Choice that checks it", () => {
    const { cost } = compiled("if (n > 100) await work({ n }); return n;");
    expect(cost).toEqual({ states: 4, shortestTransitions: 2, longestTransitions: 2, loops: [] });
  });

  it("keeps nothing that nobody reads", () => {
    const { definition } = compiled(
      "const unused = n + 1; const r = await work({ n }); const alsoUnused = r.n; return n;",
    );
    expect(JSON.stringify(definition)).not.toMatch(/unused/i);
  });

  it("does not catch what is only thrown on", () => {
    const { definition } = compiled("try { await work({ n }); } catch (error) { throw error; } return n;");
    expect(definition.States["DoWork"]).not.toHaveProperty("Catch");
  });
});

describe("the size of a definition", () => {
  it("is refused where Step Functions would refuse it", () => {
    const { workflows, diagnostics } = compileText(`return "${"x".repeat(1_048_576)}";`);
    expect(diagnostics.map(({ code }) => code)).toEqual(["MR3002"]);
    expect(workflows).toEqual([]);
  });
});
