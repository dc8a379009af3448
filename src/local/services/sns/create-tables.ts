import type { DatabaseSync } from "node:sqlite";

export function createTables(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS sns_topics (
      name TEXT PRIMARY KEY, attributes TEXT NOT NULL, tags TEXT NOT NULL, unsubscribed INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS sns_subscriptions (
      id TEXT PRIMARY KEY, topic TEXT NOT NULL REFERENCES sns_topics(name) ON DELETE CASCADE,
      protocol TEXT NOT NULL, endpoint TEXT NOT NULL, attributes TEXT NOT NULL, principal TEXT NOT NULL,
      UNIQUE (topic, protocol, endpoint)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS sns_deliveries (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      subscription TEXT NOT NULL REFERENCES sns_subscriptions(id) ON DELETE CASCADE,
      message TEXT NOT NULL, ordered_by TEXT, attempts INTEGER NOT NULL, next_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS sns_deliveries_by_time ON sns_deliveries (next_at);
    CREATE INDEX IF NOT EXISTS sns_deliveries_in_order ON sns_deliveries (subscription, ordered_by, sequence);
    CREATE TABLE IF NOT EXISTS sns_fifo_messages (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL REFERENCES sns_topics(name) ON DELETE CASCADE,
      deduplication TEXT NOT NULL, message_id TEXT NOT NULL, sent_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS sns_fifo_messages_by_id ON sns_fifo_messages (topic, deduplication);
  `);
}
