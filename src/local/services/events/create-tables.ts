import type { Cloud } from "../../service.ts";
import { addColumn } from "../../stores/add-column.ts";

/**
 * An accepted event is a row before anybody is told; each target of each rule that it matches is a row of
 * `events_deliveries` until it has arrived or has been given up.
 */
export function createTables(cloud: Cloud): void {
  cloud.db.exec(`
    CREATE TABLE IF NOT EXISTS events_buses (
      name TEXT PRIMARY KEY, description TEXT, tags TEXT NOT NULL, created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS events_rules (
      bus TEXT NOT NULL REFERENCES events_buses(name), name TEXT NOT NULL, pattern TEXT NOT NULL, state TEXT NOT NULL,
      description TEXT, tags TEXT NOT NULL, PRIMARY KEY (bus, name)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS events_targets (
      bus TEXT NOT NULL, rule TEXT NOT NULL, id TEXT NOT NULL, target TEXT NOT NULL, PRIMARY KEY (bus, rule, id),
      FOREIGN KEY (bus, rule) REFERENCES events_rules(bus, name) ON DELETE CASCADE
    ) STRICT;
    CREATE TABLE IF NOT EXISTS events_events (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, bus TEXT NOT NULL, envelope TEXT NOT NULL,
      accepted_at INTEGER NOT NULL, is_routed INTEGER NOT NULL, matches TEXT NOT NULL, UNIQUE (bus, id)
    ) STRICT;
    CREATE INDEX IF NOT EXISTS events_unrouted ON events_events (sequence) WHERE is_routed = 0;
    CREATE TABLE IF NOT EXISTS events_deliveries (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      event INTEGER NOT NULL REFERENCES events_events(sequence) ON DELETE CASCADE,
      rule_arn TEXT NOT NULL, target TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL,
      next_at INTEGER NOT NULL, error_code TEXT, error_message TEXT
    ) STRICT;
    CREATE INDEX IF NOT EXISTS events_deliveries_by_event ON events_deliveries (event);
  `);
  addColumn(cloud.db, "events_rules", "schedule", "TEXT");
  addColumn(cloud.db, "events_rules", "anchor", "INTEGER NOT NULL DEFAULT 0");
  addColumn(cloud.db, "events_rules", "next_at", "INTEGER");
  cloud.db.exec("CREATE INDEX IF NOT EXISTS events_rules_by_time ON events_rules (next_at) WHERE next_at IS NOT NULL");
  // The ARN of the API destination, of deliveries that leave this machine: nothing within it waits behind them.
  addColumn(cloud.db, "events_deliveries", "destination", "TEXT");
  cloud.db.exec(`
    DROP INDEX IF EXISTS events_deliveries_by_time;
    CREATE INDEX IF NOT EXISTS events_deliveries_inside ON events_deliveries (state, next_at) WHERE destination IS NULL;
    CREATE INDEX IF NOT EXISTS events_deliveries_outside
      ON events_deliveries (state, next_at, destination) WHERE destination IS NOT NULL;
  `);
  const now = cloud.clock.now();
  cloud.db.prepare("INSERT OR IGNORE INTO events_buses VALUES ('default', NULL, '{}', ?, ?)").run(now, now);
}
