import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

/** What a power failure would leave of a folder, kept by `synced-copy.c` while a process works on it. */
export interface SyncedCopy {
  /** For the process whose syncs are watched. */
  readonly environment: Readonly<Record<string, string>>;
  /** Makes `target` what the power failure left. */
  readonly restore: (target: string) => void;
}

/** Builds the library; needs a C compiler. Gives its path. */
export function buildSyncedCopy(folder: string): string {
  const library = join(folder, "synced-copy.so");
  const source = join(import.meta.dirname, "synced-copy.c");
  execFileSync("cc", ["-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", library, source, "-ldl"]);
  return library;
}

/** Takes all that is in `from` now as safe, and watches what follows. */
export function watchSyncs(library: string, from: string, to: string): SyncedCopy {
  rmSync(to, { recursive: true, force: true });
  for (const kind of ["files", "folders"]) mkdirSync(join(to, kind), { recursive: true });
  mkdirSync(from, { recursive: true });
  takeAsSafe(from, to);
  const root = statSync(from).ino;
  return {
    environment: { LD_PRELOAD: library, SYNCED_FROM: from, SYNCED_TO: to },
    restore: (target) => restoreFolder(to, root, target),
  };
}

function takeAsSafe(folder: string, to: string): void {
  const entries = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name);
    const { ino } = statSync(path);
    if (entry.isDirectory()) takeAsSafe(path, to);
    else copyFileSync(path, join(to, "files", String(ino)));
    return `${entry.isDirectory() ? "d" : "f"} ${ino} ${entry.name}\0`;
  });
  writeFileSync(join(to, "folders", String(statSync(folder).ino)), entries.join(""));
}

function restoreFolder(to: string, inode: number | string, target: string): void {
  mkdirSync(target);
  const listing = join(to, "folders", String(inode));
  if (!existsSync(listing)) return;
  for (const line of readFileSync(listing, "utf8").split("\0").filter(Boolean)) {
    const [, type, child = "", name = ""] = /^(\w) (\d+) (.*)$/s.exec(line) ?? [];
    const path = join(target, name);
    const file = join(to, "files", child);
    if (type === "d") restoreFolder(to, child, path);
    else if (existsSync(file)) copyFileSync(file, path);
    // A name whose bytes were never synced.
    else writeFileSync(path, "");
  }
}
