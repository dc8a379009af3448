import { execFileSync } from "node:child_process";
import path from "node:path";
import { atMost, type BenchRow, median } from "../row.ts";
import { generateProject } from "./generate-project.ts";

// What compiling costs beside what anyone pays anyway: checking the same files with the same version of TypeScript.

const rounds = 5;
const rootFolder = path.resolve(import.meta.dirname, "../..");
const command = path.join(rootFolder, "bin/millrace.js");
const editScript = path.join(import.meta.dirname, "edit-and-compile.ts");
const tsc = path.join(rootFolder, "node_modules/typescript-6/bin/tsc");
const flags =
  "--ignoreConfig --noEmit --skipLibCheck --strict --noUncheckedIndexedAccess --exactOptionalPropertyTypes --target es2024 --module nodenext --allowImportingTsExtensions --types node";

/** Milliseconds, each the median of five rounds that take turns. */
export async function compileTimes(): Promise<readonly BenchRow[]> {
  const { workflows, large } = generateProject(rootFolder, 100);
  const one = workflows.slice(0, 1);
  const times = measureInTurns({
    tscOne: () => tscOf(one),
    oursOne: () => compileOnce(one),
    tscAll: () => tscOf(workflows),
    oursAll: () => compileOnce(workflows),
    edit: () => Number(run([editScript, ...workflows])),
    tscLarge: () => tscOf([large]),
  });
  return [
    row(1.2, "cold, 1 workflow", times.oursOne, times.tscOne, "ms of tsc --noEmit"),
    row(1.2, "cold, 100 workflows", times.oursAll, times.tscAll, "ms of tsc --noEmit"),
    row(0.15, "again after an edit of 1 of 100", times.edit, times.tscAll, "ms of tsc --noEmit"),
    row(2, "100 workflows", times.oursAll, times.oursOne, "ms of 1 workflow"),
    row(1, "type-checking 60 states", times.tscLarge, 5000, "ms"),
  ];
}

function row(bound: number, metric: string, ours: number, anchor: number, anchorName: string): BenchRow {
  return atMost(bound, { metric, ours: Math.round(ours), anchor: Math.round(anchor), anchorName });
}

function measureInTurns<Name extends string>(
  measures: Readonly<Record<Name, () => number>>,
): Readonly<Record<Name, number>> {
  const taken = new Map<Name, number[]>();
  for (let round = 0; round <= rounds; round++) {
    for (const name of Object.keys(measures) as Name[]) {
      const time = measures[name]();
      // The first round warms the disk's cache.
      if (round > 0) taken.set(name, [...(taken.get(name) ?? []), time]);
    }
  }
  return Object.fromEntries([...taken].map(([name, values]) => [name, median(values)])) as Record<Name, number>;
}

function tscOf(files: readonly string[]): number {
  return timed(() => run([tsc, ...flags.split(" "), ...files]));
}

function compileOnce(files: readonly string[]): number {
  return timed(() => run([command, "compile", "--format", "line", ...files]));
}

function run(args: readonly string[]): string {
  return execFileSync(process.execPath, args, { cwd: rootFolder, encoding: "utf8" });
}

function timed(work: () => void): number {
  const begin = performance.now();
  work();
  return performance.now() - begin;
}
