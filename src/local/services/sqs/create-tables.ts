import type { DatabaseSync } from "node:sqlite";
import { addColumn } from "../../stores/add-column.ts";

export function createTables(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS sqs_queues (
      name TEXT PRIMARY KEY, attributes TEXT NOT NULL, tags TEXT NOT NULL,
      created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL, purged_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS sqs_messages (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
      queue TEXT NOT NULL REFERENCES sqs_queues(name) ON DELETE CASCADE,
      body TEXT NOT NULL, attributes TEXT NOT NULL, sender_id TEXT NOT NULL, dead_letter_source TEXT,
      sent_at INTEGER NOT NULL, visible_at INTEGER NOT NULL,
      receive_count INTEGER NOT NULL, first_received_at INTEGER
    ) STRICT;
    CREATE INDEX IF NOT EXISTS sqs_messages_by_visibility ON sqs_messages (queue, visible_at);
    CREATE TABLE IF NOT EXISTS sqs_deduplications (
      queue TEXT NOT NULL REFERENCES sqs_queues(name) ON DELETE CASCADE, scope TEXT NOT NULL, deduplication_id TEXT NOT NULL,
      message_id TEXT NOT NULL, sequence INTEGER NOT NULL, sent_at INTEGER NOT NULL,
      PRIMARY KEY (queue, scope, deduplication_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS sqs_deduplications_by_time ON sqs_deduplications (sent_at);
    CREATE TABLE IF NOT EXISTS sqs_receive_attempts (
      queue TEXT NOT NULL REFERENCES sqs_queues(name) ON DELETE CASCADE, attempt_id TEXT NOT NULL,
      received_at INTEGER NOT NULL, visible_at INTEGER NOT NULL, message_ids TEXT NOT NULL,
      PRIMARY KEY (queue, attempt_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS sqs_move_tasks (
      handle TEXT PRIMARY KEY, source TEXT NOT NULL, destination TEXT, started_at INTEGER NOT NULL, to_move INTEGER NOT NULL,
      moved INTEGER NOT NULL, failure TEXT
    ) STRICT, WITHOUT ROWID;
  `);
  addColumn(db, "sqs_messages", "group_id", "TEXT");
  addColumn(db, "sqs_messages", "deduplication_id", "TEXT");
  db.exec(`
    CREATE INDEX IF NOT EXISTS sqs_messages_by_order ON sqs_messages (queue, sequence) WHERE group_id IS NOT NULL;
    CREATE INDEX IF NOT EXISTS sqs_messages_by_group_order ON sqs_messages (queue, group_id, sequence) WHERE group_id IS NOT NULL;
    CREATE INDEX IF NOT EXISTS sqs_messages_by_group ON sqs_messages (queue, group_id, visible_at) WHERE group_id IS NOT NULL;
  `);
}
