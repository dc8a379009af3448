import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
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
  mkdirSync(dirname(folder), { recursive: true });
  // Secrets lie in it as they are: of those who share the machine, only its owner may look. One that is there stays as it is.
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  const lock = lockFolder(folder);
  if (fresh) {
    for (const name of readdirSync(folder)) {
      if (!name.startsWith(lockFile)) rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
  // In /var/task nothing stands above a function's code: the project's own package.json is not to say what its modules are.
  writeFileSync(join(folder, "package.json"), "{}\n");
  return { path: folder, release: () => lock.close() };
}

// SQLite's own result code of a file that another connection has locked.
const busy = 5;

function lockFailure(folder: string, error: unknown): string {
  if ((error as { errcode?: number }).errcode === busy) return `${folder} is in use by another local cloud`;
  return (
    `${folder} cannot be taken as a data folder: ${(error as Error).message} (${lockFile})\n` +
    "fix: name another folder, or move this one away if it is the local cloud's"
  );
}

function lockFolder(folder: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(folder, lockFile));
    lock.exec("PRAGMA locking_mode = EXCLUSIVE");
    lock.exec("BEGIN EXCLUSIVE");
    // Another program's database of that name is none of ours: it is read here, where nothing has been removed yet.
    if (lock.prepare("SELECT 1 FROM sqlite_master").get() !== undefined)
      throw new Error("it holds another program's data");
  } catch (error) {
    lock?.close();
    throw new Error(lockFailure(folder, error), { cause: error });
  }
  return lock;
}
