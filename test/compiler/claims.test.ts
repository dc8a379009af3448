import path from "node:path";
import { describe, expect, it } from "vitest";
import { compile } from "#compiler";
import { executeCompiled } from "../../src/testing/execute-compiled.ts";
import { loadCompiled } from "../../src/testing/load-compiled.ts";

// What `!` claims of a value that is not there: JavaScript throws a TypeError or goes on; the execution fails and says what is missing.

const file = path.resolve(import.meta.dirname, "../fixtures/compile/non-null/input.ts");
const [workflow] = compile({ files: [file] }).workflows;
const order = { id: "a", total: 1, items: [], customer: { name: "Ann", email: null }, tags: [] };
const execute = (input: { rows: { id: string; quantity: number }[]; wanted: string | null }) =>
  executeCompiled(loadCompiled(workflow!), { input, tasks: { "load-order": async () => order } });

describe("a wrong claim", () => {
  it("fails the execution where an element is missing", async () => {
    const { status, error, cause } = await execute({ rows: [], wanted: "x" });
    expect({ status, error }).toEqual({ status: "FAILED", error: "States.QueryEvaluationError" });
    expect(cause).toContain("rows[0] is missing");
  });

  it("fails the execution where a value is null", async () => {
    const { status, cause } = await execute({ rows: [{ id: "a", quantity: 1 }], wanted: null });
    expect(status).toBe("FAILED");
    expect(cause).toContain("wanted is missing");
  });
});
