import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { catalog, type CatalogEntry, type DiagnosticCode } from "../../src/compiler/diagnostics/catalog.ts";
import { fixtureNames, fixturesFolder } from "./compile-fixture.ts";
import { sampleOf, withoutImports } from "./workflow-source.ts";

const pagesFolder = path.resolve(fixturesFolder, "../../docs/diagnostics");

/** The page of a diagnostic: its texts from the catalog, and from a fixture what is refused, how, and what is not. */
export function diagnosticPage(code: DiagnosticCode): string {
  const entry: CatalogEntry = catalog[code];
  const [message, why, fix] = [entry.message, entry.why, entry.fix].map((text) => text.replace(/(?<!\$)\{\w+\}/g, "…"));
  const example = fixtureNames("diagnostics").find((name) => name.startsWith(code));
  const shown = example === undefined ? [] : exampleOf(example, code);
  return [`# ${code}`, "", `> ${message}`, "", why, "", `**Fix:** ${fix}`, ...shown, ""].join("\n");
}

function exampleOf(fixture: string, code: DiagnosticCode): readonly string[] {
  const [input = "", fixed = ""] = shownSources(fixture);
  const severity = (catalog[code] as CatalogEntry).severity ?? "error";
  return [
    "",
    severity === "error" ? "This is refused:" : "This is warned of:",
    "",
    fenced(input, "ts"),
    "",
    fenced(firstReport(fixture, code)),
    "",
    "This compiles:",
    "",
    fenced(fixed, "ts"),
  ];
}

function fenced(text: string, language = ""): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** The functions of the workflows; where the difference is elsewhere, the files. */
function shownSources(fixture: string): readonly string[] {
  const texts = ["input.ts", "fixed.ts"].map((file) =>
    readFileSync(path.join(fixturesFolder, "diagnostics", fixture, file), "utf8"),
  );
  const samples = texts.map(sampleOf);
  const differ = samples[0] !== undefined && samples[1] !== undefined && samples[0] !== samples[1];
  return (differ ? samples.map(String) : texts.map(withoutImports)).map(shortLines);
}

/** Without the texts that stand above it. */
function firstReport(fixture: string, code: string): string {
  const text = readFileSync(path.join(fixturesFolder, "diagnostics", fixture, "expected.txt"), "utf8");
  const report = text.split(/\n(?=\S+:\d+:\d+ - )/).find((part) => part.includes(` ${code}: `)) ?? text;
  return report
    .replace(`${fixture}/input.ts`, "workflows/example.ts")
    .split("\n")
    .filter((line) => !/^(why|fix): |^ {5}docs\//.test(line))
    .map(shortLines)
    .join("\n")
    .trimEnd();
}

function shortLines(text: string): string {
  return text.replaceAll(/^(.{139}).{2,}$/gm, "$1…");
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
