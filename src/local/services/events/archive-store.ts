import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { busArn } from "./bus-store.ts";

export interface ArchiveRow {
  readonly name: string;
  readonly bus: string;
  readonly description: string | null;
  /** Null for every event of the bus. */
  readonly pattern: string | null;
  /** 0 keeps events for ever. */
  readonly retention_days: number;
  readonly created_at: number;
}

/** Archives, what they keep, and replays of it. */
export function createArchiveTables(cloud: Cloud): void {
  cloud.db.exec(`
    CREATE TABLE IF NOT EXISTS events_archives (
      name TEXT PRIMARY KEY, bus TEXT NOT NULL, description TEXT, pattern TEXT, retention_days INTEGER NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS events_archived (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, archive TEXT NOT NULL REFERENCES events_archives(name) ON DELETE CASCADE,
      time INTEGER NOT NULL, archived_at INTEGER NOT NULL, envelope TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS events_archived_by_time ON events_archived (archive, time, sequence);
    CREATE INDEX IF NOT EXISTS events_archived_by_age ON events_archived (archive, archived_at);
    CREATE TABLE IF NOT EXISTS events_replays (
      name TEXT PRIMARY KEY, archive TEXT NOT NULL, bus TEXT NOT NULL, description TEXT, filter_arns TEXT NOT NULL,
      from_time INTEGER NOT NULL, to_time INTEGER NOT NULL, state TEXT NOT NULL, state_reason TEXT,
      last_time INTEGER, last_sequence INTEGER NOT NULL, started_at INTEGER NOT NULL, ended_at INTEGER
    ) STRICT;
    CREATE INDEX IF NOT EXISTS events_replays_by_state ON events_replays (state);
  `);
}

export function archiveArn(cloud: Cloud, name: string): string {
  return `arn:aws:events:${cloud.region}:${cloud.accountId}:archive/${name}`;
}

export function archiveAuthorization(action: string) {
  return (input: { readonly ArchiveName?: string | undefined }, { cloud }: { readonly cloud: Cloud }) => [
    { action: `events:${action}`, resource: archiveArn(cloud, input.ArchiveName ?? "") },
  ];
}

export function findArchive(cloud: Cloud, name: string): ArchiveRow | undefined {
  return cloud.db.prepare("SELECT * FROM events_archives WHERE name = ?").get(name) as ArchiveRow | undefined;
}

/** The archive; throws `ResourceNotFoundException`. */
export function getArchive(cloud: Cloud, name = ""): ArchiveRow {
  const archive = findArchive(cloud, name);
  if (archive !== undefined) return archive;
  throw new AwsError("ResourceNotFoundException", `Archive ${name} does not exist.`);
}

export function listArchivesOf(cloud: Cloud, bus?: string): readonly ArchiveRow[] {
  const rows = cloud.db
    .prepare("SELECT * FROM events_archives ORDER BY name")
    .all() as unknown as readonly ArchiveRow[];
  return bus === undefined ? rows : rows.filter((archive) => archive.bus === bus);
}

export function putArchiveRow(cloud: Cloud, archive: ArchiveRow): void {
  const { name, bus, description, pattern, retention_days, created_at } = archive;
  cloud.db
    .prepare(
      `INSERT INTO events_archives VALUES (?1, ?2, ?3, ?4, ?5, ?6)
       ON CONFLICT (name) DO UPDATE SET description = ?3, pattern = ?4, retention_days = ?5`,
    )
    .run(name, bus, description, pattern, retention_days, created_at);
}

/** Archives can be used at once, and stay so. */
export const archiveState = "ENABLED" as const;

/** An archive as the API lists it. */
export function describeArchiveRow(cloud: Cloud, archive: ArchiveRow) {
  const { events, bytes } = cloud.db
    .prepare(
      "SELECT count(*) AS events, coalesce(sum(length(envelope)), 0) AS bytes FROM events_archived WHERE archive = ?",
    )
    .get(archive.name) as { readonly events: number; readonly bytes: number };
  return {
    ArchiveName: archive.name,
    EventSourceArn: busArn(cloud, archive.bus),
    State: archiveState,
    RetentionDays: archive.retention_days,
    SizeBytes: bytes,
    EventCount: events,
    CreationTime: new Date(archive.created_at),
  };
}
