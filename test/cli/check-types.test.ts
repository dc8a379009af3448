import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readFindings } from "../../src/cli/start/check-types.ts";
import type { Project } from "../../src/cli/start/project.ts";
import { watchTypes } from "../../src/cli/start/watch-types.ts";

describe("checking types beside the deployment", () => {
  let folder: string;
  let project: Project;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "millrace-types-")));
    symlinkSync(join(import.meta.dirname, "../../node_modules"), join(folder, "node_modules"));
    mkdirSync(join(folder, "functions/charge-card"), { recursive: true });
    mkdirSync(join(folder, "test"));
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions: { strict: true, types: ["node"], skipLibCheck: true } }),
    );
    writeFileSync(join(folder, "test/broken.test.ts"), "const n: number = 'not of the app';\n");
    project = { folder, dataFolder: join(folder, ".millrace"), cdkScript: "", demoFile: undefined };
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("tells of an error in a handler with its place, once, and when it is gone", async () => {
    const told: string[] = [];
    const reporter = { step: (text: string) => void told.push(text), plain: () => undefined };
    const types = watchTypes({ project, reporter, signal: new AbortController().signal });
    const handler = join(folder, "functions/charge-card/handler.ts");
    const check = async (source: string): Promise<void> => {
      writeFileSync(handler, source);
      types.check();
      await types.settled();
    };

    const wrong = "export const pid: string = process.pid;\n";
    await check(wrong);
    await check(wrong);
    expect(told).toEqual([
      "1 type error, deployed all the same:\n" +
        "functions/charge-card/handler.ts:1:14 - error TS2322: Type 'number' is not assignable to type 'string'.",
    ]);
    await check("export const pid: number = process.pid;\n");
    expect(told.slice(1)).toEqual(["no type errors any more"]);
  });

  it("gives up a check that a later one replaces, and says nothing of it", async () => {
    const told: string[] = [];
    const stop = new AbortController();
    const reporter = { step: (text: string) => void told.push(text), plain: () => undefined };
    const types = watchTypes({ project, reporter, signal: stop.signal });
    writeFileSync(join(folder, "functions/charge-card/handler.ts"), "export const n: string = 1;\n");
    types.check();
    types.check();
    stop.abort();
    await types.settled();
    expect(told).toEqual([]);
  });
});

it("reads what the compiler says of a place, below it, and of no place", () => {
  expect(
    readFindings([
      "functions/a/handler.ts(3,9): error TS2769: No overload matches this call.",
      "  The last overload gave the following error.",
      "error TS6053: File 'missing.ts' not found.",
      "",
    ]),
  ).toEqual([
    {
      place: "functions/a/handler.ts:3:9",
      text: "TS2769: No overload matches this call.\n  The last overload gave the following error.",
    },
    { place: undefined, text: "TS6053: File 'missing.ts' not found." },
  ]);
});
