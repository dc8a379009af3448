import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { StateDatabase } from "./state-database.ts";

/** `full`: a commit survives a power failure; `normal`: it survives a crash of the process. */
export type Durability = "full" | "normal";

/** Opens the one database of a data folder, in which every service has its tables. */
export function openDatabase(dataFolder: string, durability: Durability): DatabaseSync {
  const db = new StateDatabase(join(dataFolder, "state.db"));
  try {
    configure(db, durability);
    return db;
  } catch (error) {
    db.close();
    throw new Error(
      `The state in ${dataFolder} cannot be read: ${(error as Error).message}\n` +
        "fix: move the folder away to keep what is in it, or start with --fresh to begin anew",
      { cause: error },
    );
  }
}

function configure(db: DatabaseSync, durability: Durability): void {
  db.exec("PRAGMA journal_mode = WAL");
  db.exec(`PRAGMA synchronous = ${durability === "full" ? "FULL" : "NORMAL"}`);
  db.exec("PRAGMA foreign_keys = ON");
  // Pages (32 MB): writing the log back into the file, with its own syncs, is put off until a burst of work is over.
  db.exec("PRAGMA wal_autocheckpoint = 8000");
  db.exec("PRAGMA busy_timeout = 5000");
  // A file that is no database, or whose schema is torn, shows here and not in the midst of a request.
  db.prepare("SELECT count(*) FROM sqlite_master").get();
}
