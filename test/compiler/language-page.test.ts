import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fixtureNames } from "../support/compile-fixture.ts";
import { fillLanguagePage, namedSamples, shownFixtures } from "../support/language-page.ts";

const file = path.resolve(import.meta.dirname, "../../docs/language.md");
const page = readFileSync(file, "utf8");

function sectionOf(title: string): string {
  return page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? "";
}

describe("docs/language.md", () => {
  it("shows samples as the fixtures have them", () => {
    const filled = fillLanguagePage(page);
    if (process.env["UPDATE"] === "1") writeFileSync(file, filled);
    expect(readFileSync(file, "utf8"), "run with UPDATE=1 to fill in the samples").toBe(filled);
  });

  it("shows only fixtures that exist, and each once", () => {
    const shown = shownFixtures(page);
    const names = fixtureNames("compile");
    expect(shown.filter((name) => !names.includes(name))).toEqual([]);
    expect(shown.filter((name, index) => shown.indexOf(name) !== index)).toEqual([]);
  });

  it("names a sample for every row of its tables of constructs", () => {
    const statements = sectionOf("Statements").match(/^\| (?!construct \|).*$/gm) ?? [];
    const [expressions = ""] = sectionOf("Expressions").split("The checker decides");
    const rows = [...statements, ...expressions.split(/^- /m).slice(1)];
    expect(rows.length).toBeGreaterThan(45);
    expect(rows.filter((row) => namedSamples(row).length === 0)).toEqual([]);
  });

  it("shows every sample that it names", () => {
    const shown = shownFixtures(page);
    expect(namedSamples(page).filter((name) => !shown.includes(name))).toEqual([]);
  });

  it("stays a document that one reads", () => {
    const open = page.replaceAll(/<details>[\s\S]*?<\/details>\n/g, "");
    expect(open.split("\n").length).toBeLessThanOrEqual(1000);
  });
});

describe("docs/child-executions.md", () => {
  it("shows samples as the fixtures have them", () => {
    const childPage = path.resolve(file, "../child-executions.md");
    const filled = fillLanguagePage(readFileSync(childPage, "utf8"));
    if (process.env["UPDATE"] === "1") writeFileSync(childPage, filled);
    expect(readFileSync(childPage, "utf8"), "run with UPDATE=1 to fill in the samples").toBe(filled);
  });
});
