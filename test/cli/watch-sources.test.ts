import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { watchSources } from "../../src/cli/start/watch-sources.ts";

describe("watching sources", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "millrace-watch-"));
    mkdirSync(join(folder, "workflows"));
    writeFileSync(join(folder, "workflows/a.ts"), "1");
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("notices every save by renaming, and files in folders that are new", async () => {
    let told: ((files: readonly string[]) => void) | undefined;
    const next = (): Promise<readonly string[]> => new Promise((resolve) => (told = resolve));
    const stop = watchSources(folder, (files) => told?.(files));
    for (const text of ["2", "3", "4"]) {
      const changed = next();
      writeFileSync(join(folder, "a.tmp"), text);
      renameSync(join(folder, "a.tmp"), join(folder, "workflows/a.ts"));
      expect(await changed).toEqual(["workflows/a.ts"]);
    }
    mkdirSync(join(folder, "workflows/shared"));
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const changed = next();
    writeFileSync(join(folder, "workflows/shared/b.ts"), "1");
    expect(await changed).toEqual(["workflows/shared/b.ts"]);
    stop();
  });

  it("notices cdk.json, package.json and tsconfig.json, and no other file of the project's folder", async () => {
    const told: string[] = [];
    let resolve: () => void = () => undefined;
    const stop = watchSources(folder, (files) => {
      told.push(...files);
      resolve();
    });
    for (const name of ["notes.json", "cdk.json", "package.json", "tsconfig.json"]) {
      writeFileSync(join(folder, name), "{}");
    }
    await new Promise<void>((done) => (resolve = done));
    stop();
    expect(told).toEqual(["cdk.json", "package.json", "tsconfig.json"]);
  });
});
