import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// A running `millrace start` says in its data folder where it listens, so that `millrace env` in another shell finds it.

export interface RunningServer {
  readonly endpoint: string;
  readonly pid: number;
}

const fileIn = (dataFolder: string): string => join(dataFolder, "server.json");

export function writeServerFile(dataFolder: string, server: RunningServer): void {
  writeFileSync(fileIn(dataFolder), JSON.stringify(server));
}

export function removeServerFile(dataFolder: string): void {
  rmSync(fileIn(dataFolder), { force: true });
}

/** The server that runs on this data folder, or undefined if none does. */
export function readServerFile(dataFolder: string): RunningServer | undefined {
  let server: RunningServer;
  try {
    server = JSON.parse(readFileSync(fileIn(dataFolder), "utf8")) as RunningServer;
  } catch {
    return undefined;
  }
  return isAlive(server.pid) ? server : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to someone else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
