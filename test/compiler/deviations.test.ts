import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { catalog } from "../../src/compiler/diagnostics/catalog.ts";
import { constructNames, constructsByRow } from "../property/constructs.ts";
import { expressionForms, expressionFormsByRow } from "../property/expression-forms.ts";
import { excludedDeviations } from "../property/deviations.ts";

const page = readFileSync(path.resolve(import.meta.dirname, "../../docs/language.md"), "utf8");

/** The cells of a section's first table, by rows, without its head. */
function tableOf(title: string): readonly (readonly string[])[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? "";
  const [table = ""] = /(?:^\|.*\|\n)+/m.exec(section) ?? [];
  return table
    .trim()
    .split("\n")
    .slice(2)
    .map((row) =>
      row
        .slice(1, -1)
        .split(" | ")
        .map((cell) => cell.trim()),
    );
}

const rows = tableOf("Known deviations");

describe("the statements of docs/language.md", () => {
  it("are what the property tests generate", () => {
    expect(Object.keys(constructsByRow)).toEqual(tableOf("Statements").map(([construct]) => construct));
  });
});

describe("the expressions of docs/language.md", () => {
  const section = page.split(/^## /m).find((part) => part.startsWith("Expressions\n")) ?? "";
  const bullets = section.slice(0, section.indexOf("The checker decides")).split(/^- /m).slice(1);
  const rowOf = (start: string): string => bullets.find((bullet) => bullet.startsWith(start)) ?? "";

  it("are what the property tests generate", () => {
    expect(Object.keys(expressionFormsByRow).map(rowOf)).toEqual(bullets);
  });

  it.each(Object.keys(expressionFormsByRow))("name no method that is never generated: %s", (start) => {
    const generated = new Set([...constructNames, ...expressionForms].join(" ").match(/[A-Za-z]+/g));
    // Words of the language and of samples, which are no methods.
    const others = new Set(
      "i s list set value text id isNew key record item milliseconds null undefined groups prices keyof character await const let if return async of new as Order getUTC".split(
        " ",
      ),
    );
    const code = rowOf(start).match(/`[^`]+`/g) ?? [];
    const words = code.flatMap((each) => each.match(/[A-Za-z][A-Za-z]+/g) ?? []);
    expect(words.filter((word) => !generated.has(word) && !others.has(word))).toEqual([]);
  });
});

describe("the known deviations of docs/language.md", () => {
  it("are exactly what the generators of the property tests leave out", () => {
    expect(excludedDeviations.map(({ row }) => row)).toEqual(rows.map(([inJavaScript]) => inJavaScript));
  });

  it("each say what finds them: a diagnostic, a failure of the execution, or nothing", () => {
    const vague = rows.filter(([, , found = ""]) => !/\bMR\d{4}\b|^fails\b|\bsilent: /.test(found));
    expect(vague).toEqual([]);
    const codes = rows.flatMap(([, , found = ""]) => found.match(/\bMR\d{4}\b/g) ?? []);
    expect(codes.filter((code) => !Object.hasOwn(catalog, code))).toEqual([]);
  });
});
