import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "./transaction.ts";

const full = 2;

/**
 * Runs `work` in one transaction, or inside the one that is open, without waiting for the disk even in `full`.
 *
 * For what is worked out again if it is lost, and for what nobody was promised: a power failure may take it back until
 * something else has been committed, since the log is written in order. What the process says outside must not rest on it.
 */
export function inUnsyncedTransaction<Result>(db: DatabaseSync, work: () => Result): Result {
  // Inside a transaction the setting is not to be changed.
  if (db.isTransaction || db.prepare("PRAGMA synchronous").get()?.["synchronous"] !== full)
    return inTransaction(db, work);
  db.exec("PRAGMA synchronous = NORMAL");
  try {
    return inTransaction(db, work);
  } finally {
    db.exec("PRAGMA synchronous = FULL");
  }
}
