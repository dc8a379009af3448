import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { catalog } from "../../src/compiler/diagnostics/catalog.ts";
import { excludedDeviations } from "../property/deviations.ts";

const page = readFileSync(path.resolve(import.meta.dirname, "../../docs/language.md"), "utf8");
const section = page.split(/^## /m).find((part) => part.startsWith("Known deviations\n"));
const rows = (section?.match(/^\|.*\|$/gm)?.slice(2) ?? []).map((row) =>
  row
    .slice(1, -1)
    .split(" | ")
    .map((cell) => cell.trim()),
);

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
