import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A process of the local cloud. */
export interface Life {
  /** Resolves with the endpoint once the cloud is ready; rejects if it ended before. */
  readonly ready: Promise<string>;
  /** Ends the process at once, without a chance to do anything. */
  readonly kill: () => Promise<void>;
}

export interface LifeOptions {
  readonly dataFolder: string;
  /** @default any that is free */
  readonly port?: number;
  /** SQLite's own, instead of what `--durable full` sets. */
  readonly synchronous?: "OFF";
  readonly environment?: Readonly<Record<string, string>>;
}

export function beginLife({ dataFolder, port = 0, synchronous, environment = {} }: LifeOptions): Life {
  const script = join(import.meta.dirname, "cloud-process.ts");
  const child = spawn(process.execPath, [script, dataFolder, String(port), synchronous ?? "FULL"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  const said: string[] = [];
  createInterface(child.stderr).on("line", (line) => said.push(line));
  const ended = once(child, "exit");
  const ready = Promise.race([
    once(createInterface(child.stdout), "line").then(([line]) => String(line)),
    ended.then(([code, signal]) => {
      if (signal === "SIGKILL") throw new Error("killed before it was ready");
      throw new Error(`the local cloud ended with ${String(code)}:\n${said.join("\n")}`);
    }),
  ]);
  // A life may be killed while nobody waits for it to be ready.
  ready.catch(() => undefined);
  return {
    ready,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
