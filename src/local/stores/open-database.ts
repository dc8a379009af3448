import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";

/** `full`: a commit survives a power failure; `normal`: it survives a crash of the process. */
export type Durability = "full" | "normal";

/** Opens the one database of a data folder, in which every service has its tables. */
export function openDatabase(dataFolder: string, durability: Durability): DatabaseSync {
  const db = new DatabaseSync(join(dataFolder, "state.db"));
  db.exec("PRAGMA journal_mode = WAL");
  db.exec(`PRAGMA synchronous = ${durability === "full" ? "FULL" : "NORMAL"}`);
  db.exec("PRAGMA foreign_keys = ON");
  db.exec("PRAGMA busy_timeout = 5000");
  return db;
}
