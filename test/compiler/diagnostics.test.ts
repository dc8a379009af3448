import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { compile, formatDiagnostics } from "#compiler";
import { catalog, type CatalogEntry, type DiagnosticCode } from "../../src/compiler/diagnostics/catalog.ts";
import { compileFixtures, expectedText, fixtureNames, fixturesFolder } from "../support/compile-fixture.ts";
import { diagnosticPage, expectedPage, pageCodes } from "../support/diagnostic-page.ts";

const { workflows, diagnostics } = compileFixtures("diagnostics", ["input.ts", "fixed.ts"]);
const rootFolder = path.join(fixturesFolder, "diagnostics");
const readSource = (file: string): string => readFileSync(path.join(rootFolder, file), "utf8");

/** Diagnostics of more than one file, or of one too long for a fixture: "files as a whole" below and compile.test.ts have them. */
const provedElsewhere: ReadonlySet<string> = new Set(["MR1005", "MR1006", "MR3002"]);

describe.each(fixtureNames("diagnostics"))("the fixture %s", (name) => {
  const found = diagnostics.filter(({ file }) => file === `${name}/input.ts`);

  it("is refused with the code in its name, and with no definition; or only warned of", () => {
    const reported = found.find(({ code }) => code === name.slice(0, 6));
    const compiled = workflows.filter(({ file }) => file === `${name}/input.ts`);
    expect([reported?.severity, compiled.length]).toEqual(isWarning(name) ? ["warning", 1] : ["error", 0]);
  });

  it("says what, why and how to go on", () => {
    const actual = `${formatDiagnostics(found, "pretty", readSource)}\n`;
    expect(actual).toBe(expectedText("diagnostics", name, "expected.txt", actual));
    expect(actual).not.toMatch(/(?:error|why|fix)[^\n]*(?<!\$)\{\w+\}/);
    expect(readdirSync(path.join(rootFolder, name)).toSorted()).toEqual(["expected.txt", "fixed.ts", "input.ts"]);
  });

  it("compiles once the fix is applied", () => {
    const left = diagnostics.filter(({ file }) => file === `${name}/fixed.ts`);
    expect(formatDiagnostics(left, "line")).toBe("");
    expect(workflows.map(({ file }) => file)).toContain(`${name}/fixed.ts`);
  });
});

function isWarning(fixture: string): boolean {
  const entry: CatalogEntry = catalog[fixture.slice(0, 6) as DiagnosticCode];
  return entry.severity === "warning";
}

describe("the catalog", () => {
  it.each(Object.keys(catalog) as readonly DiagnosticCode[])("%s has its page in docs/diagnostics", (code) => {
    const actual = diagnosticPage(code);
    expect(actual).toBe(expectedPage(code, actual));
  });

  it("has a fixture for every code that a workflow can meet", () => {
    const codes = Object.keys(catalog).filter((code) => /^MR[123]/.test(code) && !provedElsewhere.has(code));
    const shown = fixtureNames("diagnostics").map((name) => name.slice(0, 6));
    expect(codes.filter((code) => !shown.includes(code))).toEqual([]);
    expect(shown.length).toBeGreaterThanOrEqual(60);
  });

  it("has no page of a code that does not exist", () => {
    expect(pageCodes()).toEqual(Object.keys(catalog).toSorted());
  });

  it.each(Object.entries(catalog))("%s speaks of a workflow, not of our inside", (_, entry) => {
    const text = `${entry.message} ${entry.why} ${entry.fix}`;
    expect(text).not.toMatch(/SyntaxKind|visitor|\bIR\b|AST/);
  });
});

describe("the formats", () => {
  const [first] = diagnostics.filter(({ code }) => code === "MR1205");

  it("line has one line per diagnostic", () => {
    expect(formatDiagnostics(first === undefined ? [] : [first, first], "line").split("\n")).toHaveLength(2);
  });

  it("json gives the diagnostics as they are", () => {
    expect(JSON.parse(formatDiagnostics(diagnostics, "json"))).toEqual(diagnostics);
  });
});

// A program of its own takes seconds where others compete for the processor.
describe("files as a whole", { timeout: 30_000 }, () => {
  it("reports a file that does not exist", () => {
    const result = compile({ files: ["nowhere.ts"], rootFolder });
    expect(result.diagnostics.map(({ code, file }) => [code, file])).toEqual([["MR1005", "nowhere.ts"]]);
  });

  it("refuses two workflows of one name", () => {
    const folder = path.join(fixturesFolder, "compile");
    const twice = ["pure-only/input.ts", "pure-only/input.ts"];
    expect(compile({ files: twice, rootFolder: folder }).diagnostics.map(({ code }) => code)).toEqual(["MR1006"]);
    // A program of its own: seconds, on a busy machine.
  }, 30_000);
});
