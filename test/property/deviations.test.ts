import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { excludedDeviations } from "./deviations.ts";

it("leaves out exactly what docs/language.md lists as known deviations", () => {
  const page = readFileSync(path.resolve(import.meta.dirname, "../../docs/language.md"), "utf8");
  const section = page.split(/^## /m).find((part) => part.startsWith("Known deviations\n"));
  const rows = section?.match(/^\|.*\|$/gm)?.slice(2) ?? [];
  expect(excludedDeviations.map(({ row }) => row)).toEqual(rows.map((row) => row.slice(1, -1).split(" | ")[0]!.trim()));
});
