import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../../..");
const page = readFileSync(join(root, "docs/security.md"), "utf8");

/** Rows of the table: attack, title of the test or the part of it that names the case, file. */
const attacks = page
  .slice(page.indexOf("## Attacks that are tested"))
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| attack |"))
  .map((line) => line.split("|").map((cell) => cell.trim()) as [string, string, string, string]);

describe("docs/security.md names attacks", () => {
  it("of which there are at least twenty", () => {
    expect(attacks.length).toBeGreaterThanOrEqual(20);
  });

  it.each(attacks)("%s%s is tested", (_before, _attack, title, file) => {
    expect(readFileSync(join(root, file), "utf8")).toContain(title);
  });
});
