import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { pruneAssembly } from "../../src/cli/start/prune-assembly.ts";

it("removes assets of earlier syntheses, and nothing where no synthesis has ended", () => {
  const folder = mkdtempSync(join(tmpdir(), "millrace-assembly-"));
  for (const name of ["asset.old", "asset.new"]) mkdirSync(join(folder, name));
  pruneAssembly(folder);
  expect(readdirSync(folder)).toEqual(["asset.new", "asset.old"]);
  writeFileSync(join(folder, "Shop.assets.json"), '{"files":{"1":{"source":{"path":"asset.new"}}}}');
  pruneAssembly(folder);
  expect(readdirSync(folder)).toEqual(["Shop.assets.json", "asset.new"]);
  rmSync(folder, { recursive: true });
  pruneAssembly(folder);
});
