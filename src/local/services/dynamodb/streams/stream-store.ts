import type { KeySchemaElement, StreamViewType } from "@aws-sdk/client-dynamodb";
import type { Cloud } from "../../../service.ts";
import { tableArn, type Table } from "../tables/table.ts";

// A stream outlives its being switched off, and its table, by the day for which records are kept.

export const retentionMs = 24 * 60 * 60 * 1000;

export interface Stream {
  /** In the database. */
  readonly id: number;
  readonly tableName: string;
  readonly label: string;
  readonly viewType: StreamViewType;
  readonly keySchema: readonly KeySchemaElement[];
  readonly createdAt: number;
  readonly disabledAt: number | undefined;
}

interface StreamRow {
  readonly id: number;
  readonly table_name: string;
  readonly label: string;
  readonly view_type: StreamViewType;
  readonly key_schema: string;
  readonly created_at: number;
  readonly disabled_at: number | null;
}

export const streamArn = (cloud: Cloud, { tableName, label }: Pick<Stream, "tableName" | "label">): string =>
  `${tableArn(cloud, tableName)}/stream/${label}`;

/** Begins a stream of a table's changes. */
export function openStream(cloud: Cloud, table: Table, viewType: StreamViewType): void {
  let time = cloud.clock.now();
  // The label is the time; one that was switched off and on within a millisecond gets the next.
  while (findStreamOf(cloud, table.name, labelOf(time)) !== undefined) time++;
  cloud.db
    .prepare(
      `INSERT INTO dynamodb_streams (table_id, table_name, label, view_type, key_schema, created_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
    )
    .run(table.id, table.name, labelOf(time), viewType, JSON.stringify(table.definition.KeySchema), cloud.clock.now());
}

const labelOf = (time: number): string => new Date(time).toISOString().replace("Z", "");

/** Ends a table's stream; what it has can still be read. */
export function closeStream(cloud: Cloud, table: Table): void {
  cloud.db
    .prepare("UPDATE dynamodb_streams SET disabled_at = ? WHERE table_id = ? AND disabled_at IS NULL")
    .run(cloud.clock.now(), table.id);
}

/** The stream that takes a table's changes now. */
export function findOpenStream(cloud: Cloud, table: Table): Stream | undefined {
  if (table.definition.StreamSpecification?.StreamEnabled !== true) return undefined;
  const row = cloud.db
    .prepare("SELECT * FROM dynamodb_streams WHERE table_id = ? AND disabled_at IS NULL")
    .get(table.id) as StreamRow | undefined;
  return row && toStream(row);
}

/** A table's latest stream, though it may have ended. */
export function findLatestStream(cloud: Cloud, table: Table): Stream | undefined {
  const row = cloud.db
    .prepare("SELECT * FROM dynamodb_streams WHERE table_id = ? ORDER BY id DESC LIMIT 1")
    .get(table.id) as StreamRow | undefined;
  return row && toStream(row);
}

function findStreamOf(cloud: Cloud, tableName: string, label: string): Stream | undefined {
  const row = cloud.db
    .prepare("SELECT * FROM dynamodb_streams WHERE table_name = ? AND label = ?")
    .get(tableName, label) as StreamRow | undefined;
  return row && toStream(row);
}

export function findStream(cloud: Cloud, arn: string | undefined): Stream | undefined {
  const [, table = "", label = ""] =
    /^arn:[^:]*:dynamodb:[^:]*:\d*:table\/([^/]+)\/stream\/(.+)$/.exec(arn ?? "") ?? [];
  const stream = findStreamOf(cloud, table, label);
  return stream !== undefined && streamArn(cloud, stream) === arn ? stream : undefined;
}

export function listAllStreams(cloud: Cloud): readonly Stream[] {
  const rows = cloud.db.prepare("SELECT * FROM dynamodb_streams ORDER BY table_name, label").all();
  return (rows as unknown as readonly StreamRow[]).map(toStream);
}

/** Forgets records that are a day old, and streams that ended a day ago. */
export function trimStreams({ db, clock }: Cloud): void {
  const oldest = clock.now() - retentionMs;
  db.prepare("DELETE FROM dynamodb_stream_records WHERE written_at <= ?").run(oldest);
  db.prepare("DELETE FROM dynamodb_streams WHERE disabled_at <= ?").run(oldest);
}

function toStream(row: StreamRow): Stream {
  return {
    id: row.id,
    tableName: row.table_name,
    label: row.label,
    viewType: row.view_type,
    keySchema: JSON.parse(row.key_schema) as readonly KeySchemaElement[],
    createdAt: row.created_at,
    disabledAt: row.disabled_at ?? undefined,
  };
}
