import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { compile } from "../../src/cli/commands/compile.ts";
import { fixturesFolder } from "../support/compile-fixture.ts";

const good = path.join(fixturesFolder, "compile/task-sequence/input.ts");
const bad = path.join(fixturesFolder, "diagnostics/MR1205-console/input.ts");

let printed: string[];

beforeEach(() => {
  printed = [];
  vi.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
});
afterEach(() => vi.restoreAllMocks());

describe("millrace compile", () => {
  it("prints the definition and what belongs to it as JSON, and exits with 0", async () => {
    expect(await compile([good, "--format", "json"])).toBe(0);
    const { workflows, diagnostics } = JSON.parse(printed.join("")) as { workflows: object[]; diagnostics: object[] };
    expect(diagnostics).toEqual([]);
    expect(workflows).toHaveLength(1);
    expect(workflows[0]).toMatchObject({
      name: "task-sequence",
      tasks: [
        { name: "load-order", placeholder: "LoadOrderFunctionArn" },
        { name: "charge-card", placeholder: "ChargeCardFunctionArn" },
      ],
      cost: { states: 4, shortestTransitions: 3, longestTransitions: 3, loops: [] },
    });
    expect(Object.keys(workflows[0]!)).toEqual(["name", "file", "definition", "tasks", "sourceMap", "cost"]);
  });

  it("exits with 1 and shows the line where a workflow is refused", async () => {
    expect(await compile([good, bad])).toBe(1);
    expect(printed.join("\n")).toContain("error MR1205: a workflow cannot write to the console");
    expect(printed.join("\n")).toContain("console.log(id);");
  });

  it("writes definitions into a folder", async () => {
    const out = mkdtempSync(path.join(tmpdir(), "millrace-out-"));
    expect(await compile([good, "--out", out, "--format", "line"])).toBe(0);
    expect(readdirSync(out)).toEqual(["task-sequence.asl.json"]);
    expect(JSON.parse(readFileSync(path.join(out, "task-sequence.asl.json"), "utf8"))).toMatchObject({
      QueryLanguage: "JSONata",
    });
    rmSync(out, { recursive: true });
  });

  it("compiles all workflows of the folder where none is named", async () => {
    expect(await compile(["--format", "json"])).toBe(0);
    const { workflows } = JSON.parse(printed.join("")) as { workflows: { file: string }[] };
    expect(workflows.map(({ file }) => file)).toContain("workflows/ingest-birdstrikes.ts");
    expect(workflows.map(({ file }) => file)).not.toContain("workflows/resources.ts");
  });

  it("rejects options that it does not have", async () => {
    await expect(compile(["--format", "xml"])).rejects.toThrow(/pretty, line, json/);
    await expect(compile(["--outt", "x"])).rejects.toThrow(/outt/);
  });
});
