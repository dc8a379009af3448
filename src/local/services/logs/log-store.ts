import type { DatabaseSync } from "node:sqlite";

export interface LogGroupRow {
  readonly name: string;
  readonly created_at: number;
  readonly retention_days: number | null;
  readonly tags: string;
  readonly bytes: number;
}

export interface LogStreamRow {
  readonly group_name: string;
  readonly name: string;
  readonly created_at: number;
  readonly first_at: number | null;
  readonly last_at: number | null;
  readonly ingested_at: number | null;
}

export interface LogEventRow {
  readonly sequence: number;
  readonly stream: string;
  readonly timestamp: number;
  readonly ingested_at: number;
  readonly message: string;
}

/** Makes the tables of log groups, streams and events. */
export function createLogTables(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS logs_groups (
      name TEXT PRIMARY KEY, created_at INTEGER NOT NULL, retention_days INTEGER, tags TEXT NOT NULL, bytes INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS logs_resource_policies (
      name TEXT PRIMARY KEY, document TEXT NOT NULL, updated_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS logs_streams (
      group_name TEXT NOT NULL, name TEXT NOT NULL, created_at INTEGER NOT NULL, first_at INTEGER, last_at INTEGER,
      ingested_at INTEGER, PRIMARY KEY (group_name, name)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS logs_events (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, group_name TEXT NOT NULL, stream TEXT NOT NULL, timestamp INTEGER NOT NULL,
      ingested_at INTEGER NOT NULL, message TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS logs_events_by_time ON logs_events (group_name, timestamp, sequence);
  `);
}

export function findGroup(db: DatabaseSync, name: string): LogGroupRow | undefined {
  return db.prepare("SELECT * FROM logs_groups WHERE name = ?").get(name) as LogGroupRow | undefined;
}

export function insertGroup(db: DatabaseSync, name: string, now: number, tags: Readonly<Record<string, string>>): void {
  db.prepare("INSERT INTO logs_groups VALUES (?, ?, NULL, ?, 0)").run(name, now, JSON.stringify(tags));
}

export function findStream(db: DatabaseSync, group: string, name: string): LogStreamRow | undefined {
  const select = db.prepare("SELECT * FROM logs_streams WHERE group_name = ? AND name = ?");
  return select.get(group, name) as LogStreamRow | undefined;
}

export function insertStream(db: DatabaseSync, group: string, name: string, now: number): void {
  db.prepare("INSERT INTO logs_streams (group_name, name, created_at) VALUES (?, ?, ?)").run(group, name, now);
}

/** An event as somebody writes it. */
export interface IncomingEvent {
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly message: string;
}

/** Appends events, all or none. */
export function insertEvents(
  db: DatabaseSync,
  at: { readonly group: string; readonly stream: string; readonly now: number },
  events: readonly IncomingEvent[],
): void {
  if (events.length === 0) return;
  const insert = db.prepare(
    "INSERT INTO logs_events (group_name, stream, timestamp, ingested_at, message) VALUES (?, ?, ?, ?, ?)",
  );
  const times = events.map(({ timestamp }) => timestamp);
  const bytes = events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + 26, 0);
  // A savepoint, not a transaction: the caller may hold one.
  db.exec("SAVEPOINT logs_insert");
  try {
    for (const { timestamp, message } of events) insert.run(at.group, at.stream, timestamp, at.now, message);
    db.prepare(
      `UPDATE logs_streams SET first_at = min(coalesce(first_at, ?1), ?1), last_at = max(coalesce(last_at, ?2), ?2), ingested_at = ?3
       WHERE group_name = ?4 AND name = ?5`,
    ).run(Math.min(...times), Math.max(...times), at.now, at.group, at.stream);
    db.prepare("UPDATE logs_groups SET bytes = bytes + ? WHERE name = ?").run(bytes, at.group);
    db.exec("RELEASE logs_insert");
  } catch (error) {
    db.exec("ROLLBACK TO logs_insert; RELEASE logs_insert");
    throw error;
  }
}

export interface EventQuery {
  readonly group: string;
  readonly streams?: readonly string[];
  readonly streamPrefix?: string;
  readonly startTime?: number | undefined;
  readonly endTime?: number | undefined;
}

/** Events of a group by time, oldest first; `after` is where the page before ended. */
export function selectEvents(
  db: DatabaseSync,
  query: EventQuery,
  page: { readonly after?: readonly [timestamp: number, sequence: number]; readonly limit: number },
): readonly LogEventRow[] {
  const { streams = [], streamPrefix = "" } = query;
  const [afterTime, afterSequence] = page.after ?? [Number.MIN_SAFE_INTEGER, 0];
  const inStreams = streams.length > 0 ? `AND stream IN (${streams.map(() => "?").join(", ")})` : "";
  const select = db.prepare(
    `SELECT sequence, stream, timestamp, ingested_at, message FROM logs_events
     WHERE group_name = ? AND timestamp >= ? AND timestamp < ? AND (timestamp, sequence) > (?, ?)
       AND substr(stream, 1, length(?)) = ? ${inStreams}
     ORDER BY timestamp, sequence LIMIT ?`,
  );
  return select.all(
    query.group,
    query.startTime ?? 0,
    query.endTime ?? Number.MAX_SAFE_INTEGER,
    afterTime,
    afterSequence,
    streamPrefix,
    streamPrefix,
    ...streams,
    page.limit,
  ) as unknown as readonly LogEventRow[];
}

/** Forgets what the retention of each group no longer covers. */
export function expireEvents(db: DatabaseSync, now: number): void {
  db.prepare(
    `DELETE FROM logs_events WHERE EXISTS (
       SELECT 1 FROM logs_groups WHERE name = group_name AND retention_days IS NOT NULL AND timestamp < ? - retention_days * 86400000)`,
  ).run(now);
}
