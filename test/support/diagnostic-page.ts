import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { catalog, type CatalogEntry, type DiagnosticCode } from "../../src/compiler/diagnostics/catalog.ts";
import { fixtureNames, fixturesFolder } from "./compile-fixture.ts";

const pagesFolder = path.resolve(fixturesFolder, "../../docs/diagnostics");

/** The page of a diagnostic: its texts from the catalog, and as an example what a fixture prints. */
export function diagnosticPage(code: DiagnosticCode): string {
  const entry: CatalogEntry = catalog[code];
  const [message, why, fix] = [entry.message, entry.why, entry.fix].map((text) => text.replace(/(?<!\$)\{\w+\}/g, "…"));
  const example = fixtureNames("diagnostics").find((name) => name.startsWith(code));
  const shown = example === undefined ? [] : ["", "For example:", "", "```", firstReport(example, code), "```"];
  return [`# ${code}`, "", `> ${message}`, "", why, "", `**Fix:** ${fix}`, ...shown, ""].join("\n");
}

/** Without the texts that stand above it. */
function firstReport(fixture: string, code: string): string {
  const text = readFileSync(path.join(fixturesFolder, "diagnostics", fixture, "expected.txt"), "utf8");
  const report = text.split(/\n(?=\S+:\d+:\d+ - )/).find((part) => part.includes(` ${code}: `)) ?? text;
  return report
    .replace(`${fixture}/input.ts`, "workflows/example.ts")
    .split("\n")
    .filter((line) => !/^(why|fix): |^ {5}docs\//.test(line))
    .map((line) => (line.length > 140 ? `${line.slice(0, 139)}…` : line))
    .join("\n")
    .trimEnd();
}

/** Reads a page, or writes it when updating. */
export function expectedPage(code: string, actual: string): string {
  const file = path.join(pagesFolder, `${code}.md`);
  if (process.env["UPDATE"] === "1") {
    mkdirSync(pagesFolder, { recursive: true });
    writeFileSync(file, actual);
  }
  return existsSync(file) ? readFileSync(file, "utf8") : "missing: run with UPDATE=1";
}

export function pageCodes(): readonly string[] {
  return readdirSync(pagesFolder)
    .filter((name) => /^MR[1239]\d{3}\.md$/.test(name))
    .map((name) => name.slice(0, -3))
    .toSorted();
}
