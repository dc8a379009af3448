import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compile } from "#compiler";

const folder = mkdtempSync(path.join(tmpdir(), "millrace-names-"));
const repository = path.resolve(import.meta.dirname, "../../..");
const door = JSON.stringify(path.join(repository, "src/authoring/index.ts"));
symlinkSync(path.join(repository, "node_modules"), path.join(folder, "node_modules"));
writeFileSync(path.join(folder, "package.json"), JSON.stringify({ type: "module" }));
writeFileSync(
  path.join(folder, "contract.ts"),
  `import { defineTask } from ${door};
  import * as z from "zod";
  export const load = defineTask({ name: "load", input: z.object({ id: z.string() }), output: z.object({ n: z.number() }) });`,
);
afterAll(() => rmSync(folder, { recursive: true }));

/** Which `load` each state calls, by the names of the states; `before` stands before the function in its own file. */
function idsByState(before: string): Readonly<Record<string, unknown>> {
  writeFileSync(
    path.join(folder, "shared.ts"),
    `import { load } from "./contract.ts";${before}export const twice = async (id: string): Promise<number> => (await load({ id })).n * 2;`,
  );
  const file = path.join(folder, "workflow.ts");
  writeFileSync(
    file,
    `import { defineWorkflow } from ${door};
import * as z from "zod";
import { load } from "./contract.ts";
import { twice } from "./shared.ts";
export default defineWorkflow({ name: "names", input: z.object({ n: z.number() }), checkInput: false }, async ({ n }) => {
  const first = await twice("first");
  const { n: second } = await load({ id: "second" });
  const third = await twice("third");
  return first + second + third + n;
});`,
  );
  const { workflows, diagnostics } = compile({ files: [file], rootFolder: folder });
  expect(diagnostics).toEqual([]);
  const states = Object.entries(workflows[0]!.definition.States);
  return Object.fromEntries(
    states.flatMap(([name, state]) =>
      state.Type === "Task"
        ? [[name, (state.Arguments as { readonly Payload: { readonly id: string } }).Payload.id]]
        : [],
    ),
  );
}

describe("the names of states that come of functions", () => {
  const inOrder = { Load: "first", Load2: "second", Load3: "third" };

  it("are numbered in the order of the calls", () => {
    expect(idsByState("\n")).toEqual(inOrder);
  });

  it("stay the same when the function moves in its file", () => {
    expect(idsByState("\n".repeat(40))).toEqual(inOrder);
  });
});
