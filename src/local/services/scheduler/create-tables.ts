import type { Cloud } from "../../service.ts";
import { defaultGroup } from "./group-store.ts";

/**
 * A schedule holds the time of its next occurrence; each occurrence that has come is a row of `scheduler_invocations`, written
 * with the step to the next one, until its target has taken it or it has been given up.
 */
export function createTables(cloud: Cloud): void {
  cloud.db.exec(`
    CREATE TABLE IF NOT EXISTS scheduler_groups (
      name TEXT PRIMARY KEY, tags TEXT NOT NULL, created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL, client_token TEXT
    ) STRICT;
    CREATE TABLE IF NOT EXISTS scheduler_schedules (
      group_name TEXT NOT NULL REFERENCES scheduler_groups(name) ON DELETE CASCADE, name TEXT NOT NULL,
      schedule TEXT NOT NULL, client_token TEXT, created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL,
      anchor INTEGER NOT NULL, next_at INTEGER, last_at INTEGER, last_error TEXT, PRIMARY KEY (group_name, name)
    ) STRICT;
    CREATE INDEX IF NOT EXISTS scheduler_schedules_by_time ON scheduler_schedules (next_at) WHERE next_at IS NOT NULL;
    CREATE TABLE IF NOT EXISTS scheduler_invocations (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, group_name TEXT NOT NULL, name TEXT NOT NULL, id TEXT NOT NULL,
      schedule TEXT NOT NULL, scheduled_at INTEGER NOT NULL, begun_at INTEGER NOT NULL, attempts INTEGER NOT NULL,
      next_at INTEGER NOT NULL, state TEXT NOT NULL, error TEXT,
      FOREIGN KEY (group_name, name) REFERENCES scheduler_schedules(group_name, name) ON DELETE CASCADE
    ) STRICT;
    CREATE INDEX IF NOT EXISTS scheduler_invocations_by_time ON scheduler_invocations (state, next_at);
    CREATE INDEX IF NOT EXISTS scheduler_invocations_by_schedule ON scheduler_invocations (group_name, name);
  `);
  const now = cloud.clock.now();
  cloud.db.prepare("INSERT OR IGNORE INTO scheduler_groups VALUES (?, '{}', ?, ?, NULL)").run(defaultGroup, now, now);
}
