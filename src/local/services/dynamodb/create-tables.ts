import type { DatabaseSync } from "node:sqlite";

// Keys are kept as bytes that sort as DynamoDB sorts them. Of an index there are only its keys: projection is done when it is read, so that
// no attribute is kept twice.

export function createTables(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS dynamodb_tables (
      id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, table_id TEXT NOT NULL, definition TEXT NOT NULL,
      tags TEXT NOT NULL, ttl_attribute TEXT, has_backups INTEGER NOT NULL, created_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS dynamodb_items (
      table_id INTEGER NOT NULL REFERENCES dynamodb_tables(id) ON DELETE CASCADE,
      hash BLOB NOT NULL, range BLOB NOT NULL, attributes TEXT NOT NULL, size INTEGER NOT NULL, expires_at INTEGER,
      PRIMARY KEY (table_id, hash, range)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS dynamodb_items_by_expiry ON dynamodb_items (expires_at) WHERE expires_at IS NOT NULL;
    CREATE TABLE IF NOT EXISTS dynamodb_index_entries (
      table_id INTEGER NOT NULL, index_name TEXT NOT NULL, index_hash BLOB NOT NULL, index_range BLOB NOT NULL,
      hash BLOB NOT NULL, range BLOB NOT NULL,
      PRIMARY KEY (table_id, index_name, index_hash, index_range, hash, range),
      FOREIGN KEY (table_id, hash, range) REFERENCES dynamodb_items(table_id, hash, range) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS dynamodb_index_entries_by_item ON dynamodb_index_entries (table_id, hash, range);
    CREATE TABLE IF NOT EXISTS dynamodb_streams (
      id INTEGER PRIMARY KEY AUTOINCREMENT, table_id INTEGER NOT NULL, table_name TEXT NOT NULL, label TEXT NOT NULL,
      view_type TEXT NOT NULL, key_schema TEXT NOT NULL, created_at INTEGER NOT NULL, disabled_at INTEGER,
      UNIQUE (table_name, label)
    ) STRICT;
    CREATE INDEX IF NOT EXISTS dynamodb_streams_by_table ON dynamodb_streams (table_id);
    CREATE TABLE IF NOT EXISTS dynamodb_stream_records (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, stream_id INTEGER NOT NULL REFERENCES dynamodb_streams(id) ON DELETE CASCADE,
      event_id TEXT NOT NULL, event_name TEXT NOT NULL, written_at INTEGER NOT NULL, keys TEXT NOT NULL, new_image TEXT,
      old_image TEXT, size INTEGER NOT NULL, is_expiry INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS dynamodb_stream_records_by_stream ON dynamodb_stream_records (stream_id, sequence);
    CREATE INDEX IF NOT EXISTS dynamodb_stream_records_by_time ON dynamodb_stream_records (written_at);
    CREATE TABLE IF NOT EXISTS dynamodb_transactions (
      token TEXT PRIMARY KEY, request TEXT NOT NULL, created_at INTEGER NOT NULL
    ) STRICT;
  `);
}
