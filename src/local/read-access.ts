import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { reportAccess, type RoleAccess } from "./iam/report-access.ts";

/** What the roles of a data folder may do and did, also while a local cloud runs on it; `undefined` if it is none. */
export function readAccess(dataFolder: string): readonly RoleAccess[] | undefined {
  const file = join(dataFolder, "state.db");
  if (!existsSync(file)) return undefined;
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return reportAccess(db);
  } finally {
    db.close();
  }
}
