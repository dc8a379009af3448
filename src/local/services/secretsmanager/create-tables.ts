import type { DatabaseSync } from "node:sqlite";

export function createTables(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS secrets_secrets (
      name TEXT PRIMARY KEY, arn TEXT NOT NULL UNIQUE, description TEXT, tags TEXT NOT NULL, policy TEXT,
      created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, accessed_at INTEGER,
      deleted_at INTEGER, gone_at INTEGER
    ) STRICT;
    CREATE TABLE IF NOT EXISTS secrets_versions (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      secret TEXT NOT NULL REFERENCES secrets_secrets(name) ON DELETE CASCADE, id TEXT NOT NULL,
      text TEXT, bytes BLOB, stages TEXT NOT NULL, created_at INTEGER NOT NULL, accessed_at INTEGER,
      UNIQUE (secret, id)
    ) STRICT;
  `);
}
