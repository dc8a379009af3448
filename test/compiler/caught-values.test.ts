import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Json } from "#authoring";
import { compile } from "#compiler";
import { executeCompiled } from "../../src/testing/execute-compiled.ts";
import { loadCompiled } from "../../src/testing/load-compiled.ts";

// Where a calculation fails inside a try. JavaScript goes on with Infinity, NaN and undefined instead, so these are no fixtures.

const file = path.resolve(import.meta.dirname, "../fixtures/compile/try-calculates/input.ts");
const [workflow] = compile({ files: [file] }).workflows;
const right = { id: "o1", text: '{"rate":4,"sku":"s"}', n: 6, m: 2, xs: [1] };

async function execute(input: Partial<typeof right>, left: number): Promise<unknown> {
  const tasks = { "reserve-stock": async (): Promise<Json> => ({ sku: "s", left }), "send-mail": async () => null };
  const { status, output } = await executeCompiled(loadCompiled(workflow!), { input: { ...right, ...input }, tasks });
  return status === "SUCCEEDED" ? output : status;
}

describe("what fails inside a try is caught", () => {
  it("where an assignment divides by zero, after a condition that did not", async () => {
    expect(await execute({ m: 0 }, 1)).toMatchObject({ step: "condition, divide", share: 8, list: [] });
  });

  it("where the input of a task is missing", async () => {
    expect(await execute({ text: '{"rate":4}' }, 1)).toMatchObject({ step: "call", list: [2], isTask: false });
  });

  it("where what is thrown cannot be made", async () => {
    expect(await execute({}, 0)).toMatchObject({ step: "call", isTask: false });
  });

  it("where what is returned is missing", async () => {
    expect(await execute({ xs: [] }, 3)).toMatchObject({ step: "call", share: 4 });
  });
});
