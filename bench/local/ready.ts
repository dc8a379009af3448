import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startCloud } from "#local";
import { inlineCodeZip } from "../../src/local/cloudformation/resources/inline-code-zip.ts";
import { atMost, type BenchRow, median } from "../row.ts";
import { createPowerfulRole, root } from "./stand-ins.ts";

// From the start of a process of the published package to a cloud that answers, with fifty functions in its data folder;
// beside a process that opens a database and listens.

const functions = 50;
const rounds = 9;
const repository = resolve(import.meta.dirname, "../..");

const bareProcess = `import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";
const db = new DatabaseSync("bare.db");
db.exec("PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS rows (n INTEGER)");
createServer((_, response) => response.end("{}")).listen(0, "127.0.0.1", () => console.log("ready"));
`;
const ourProcess = `import { enableCompileCache, flushCompileCache } from "node:module";
// As bin/millrace.js does; a process that is killed would not write it.
enableCompileCache();
const { startCloud } = await import("./package/dist/src/local/index.js");
await startCloud({ dataFolder: "data", port: 0, log: () => undefined });
console.log("ready");
flushCompileCache();
`;

export async function readyRows(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "millrace-bench-"));
  try {
    preparePackage(join(folder, "package"));
    await deployFunctions(join(folder, "data"));
    writeFileSync(join(folder, "bare.mjs"), bareProcess);
    writeFileSync(join(folder, "ours.mjs"), ourProcess);
    const times = { bare: [] as number[], ours: [] as number[] };
    for (let round = 0; round <= rounds; round += 1) {
      for (const name of ["bare", "ours"] as const) {
        const time = await timeToReady(folder, `${name}.mjs`);
        // The first round warms the disk's cache.
        if (round > 0) times[name].push(time);
      }
    }
    const [ours, anchor] = [Math.round(median(times.ours)), Math.round(median(times.bare))];
    const metric = `ready with ${functions} functions, as published, ms`;
    return [atMost(3, { metric, ours, anchor, anchorName: "a bare node:http + SQLite process" })];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The package as npm publishes it, in a copy: packing rewrites package.json. */
function preparePackage(folder: string): void {
  mkdirSync(folder);
  for (const name of ["package.json", "tsconfig.json", "tsconfig.build.json", "bin", "src", "cdk"]) {
    cpSync(join(repository, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  execFileSync(process.execPath, ["bin/pack.js", "prepare"], { cwd: folder, stdio: "pipe" });
}

async function deployFunctions(dataFolder: string): Promise<void> {
  const { cloud, close } = await startCloud({ dataFolder, port: 0, log: () => undefined });
  const Role = await createPowerfulRole(cloud, "lambda.amazonaws.com");
  const ZipFile = inlineCodeZip("exports.handler = async () => 1;");
  for (let number = 0; number < functions; number += 1) {
    const input = {
      FunctionName: `f-${number}`,
      Runtime: "nodejs24.x",
      Handler: "index.handler",
      Role,
      Code: { ZipFile },
    };
    await cloud.call("lambda", "CreateFunction", input, root);
  }
  await close();
}

function timeToReady(folder: string, script: string): Promise<number> {
  return new Promise((settle, fail) => {
    const begin = performance.now();
    const child = spawn(process.execPath, [script], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
    let taken: number | undefined;
    child.stdout.once("data", () => {
      taken = performance.now() - begin;
      // It has time to write what it keeps for the next start.
      setTimeout(() => child.kill("SIGKILL"), 500);
    });
    child.once("exit", () =>
      taken === undefined ? fail(new Error(`${script} ended before it was ready`)) : settle(taken),
    );
  });
}
