import type { DatabaseSync } from "node:sqlite";

/** A function is a row; its configurations, `$LATEST` and published ones, are rows of `lambda_versions`. */
export function createTables(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS lambda_functions (
      name TEXT PRIMARY KEY, last_version INTEGER NOT NULL, reserved_concurrency INTEGER, tags TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS lambda_versions (
      name TEXT NOT NULL REFERENCES lambda_functions(name) ON DELETE CASCADE,
      version TEXT NOT NULL, number INTEGER NOT NULL, configuration TEXT NOT NULL,
      PRIMARY KEY (name, version)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS lambda_aliases (
      function_name TEXT NOT NULL REFERENCES lambda_functions(name) ON DELETE CASCADE,
      name TEXT NOT NULL, version TEXT NOT NULL, description TEXT NOT NULL, revision_id TEXT NOT NULL,
      PRIMARY KEY (function_name, name)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS lambda_permissions (
      function_name TEXT NOT NULL REFERENCES lambda_functions(name) ON DELETE CASCADE,
      qualifier TEXT NOT NULL, statement_id TEXT NOT NULL, statement TEXT NOT NULL, revision_id TEXT NOT NULL,
      PRIMARY KEY (function_name, qualifier, statement_id)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS lambda_event_invoke_configs (
      function_name TEXT NOT NULL REFERENCES lambda_functions(name) ON DELETE CASCADE,
      qualifier TEXT NOT NULL, configuration TEXT NOT NULL, modified_at INTEGER NOT NULL,
      PRIMARY KEY (function_name, qualifier)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS lambda_layers (
      name TEXT NOT NULL, version INTEGER NOT NULL, layer TEXT NOT NULL, is_deleted INTEGER NOT NULL,
      PRIMARY KEY (name, version)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS lambda_layer_counters (name TEXT PRIMARY KEY, last_version INTEGER NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS lambda_async_invocations (
      id TEXT PRIMARY KEY, function_name TEXT NOT NULL, qualifier TEXT NOT NULL, payload TEXT NOT NULL,
      client_context TEXT, attempts INTEGER NOT NULL, accepted_at INTEGER NOT NULL, next_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS lambda_async_by_time ON lambda_async_invocations (next_at);
    CREATE TABLE IF NOT EXISTS lambda_event_source_mappings (uuid TEXT PRIMARY KEY, mapping TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS lambda_stream_positions (
      uuid TEXT PRIMARY KEY REFERENCES lambda_event_source_mappings(uuid) ON DELETE CASCADE, sequence_number TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS lambda_cold_starts (
      function_name TEXT NOT NULL, version TEXT NOT NULL, started_at INTEGER NOT NULL,
      init_ms REAL NOT NULL, bundle_kb REAL NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS lambda_cold_starts_by_function ON lambda_cold_starts (function_name, started_at);
  `);
}
