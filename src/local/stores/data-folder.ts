import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";

// A data folder belongs to one process at a time. The lock is SQLite's own on a file that holds nothing else: the operating
// system drops it with the process, so `kill -9` leaves none behind, and no process id is compared.

const lockFile = "lock.db";

export interface DataFolder {
  /** Absolute path. */
  readonly path: string;
  readonly release: () => void;
}

/** Creates the folder if need be and takes it for this process; `fresh` empties it. Throws if another process has it. */
export function takeDataFolder(path: string, fresh: boolean): DataFolder {
  const folder = resolve(path);
  const isOurs = !existsSync(folder) || readdirSync(folder).length === 0 || existsSync(join(folder, lockFile));
  if (!isOurs) throw new Error(`${folder} is not empty and not a data folder of the local cloud`);
  mkdirSync(folder, { recursive: true });
  const lock = lockFolder(folder);
  if (fresh) {
    for (const name of readdirSync(folder)) {
      if (!name.startsWith(lockFile)) rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
  return { path: folder, release: () => lock.close() };
}

function lockFolder(folder: string): DatabaseSync {
  const lock = new DatabaseSync(join(folder, lockFile));
  try {
    lock.exec("PRAGMA locking_mode = EXCLUSIVE");
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    throw new Error(`${folder} is in use by another local cloud`, { cause: error });
  }
  return lock;
}
