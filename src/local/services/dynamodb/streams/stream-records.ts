import type { Cloud } from "../../../service.ts";
import { parseAttributes } from "../items/item-store.ts";
import { writeAttributes } from "../values/write-value.ts";
import type { Stream } from "./stream-store.ts";

/** A record as it is kept. */
export interface StreamRecordRow {
  readonly sequence: number;
  readonly event_id: string;
  readonly event_name: "INSERT" | "MODIFY" | "REMOVE";
  readonly written_at: number;
  readonly keys: string;
  readonly new_image: string | null;
  readonly old_image: string | null;
  readonly size: number;
  readonly is_expiry: number;
}

/** Records behind a position, the oldest first. */
export function readRecords(cloud: Cloud, stream: Stream, after: number, most: number): readonly StreamRecordRow[] {
  return cloud.db
    .prepare("SELECT * FROM dynamodb_stream_records WHERE stream_id = ? AND sequence > ? ORDER BY sequence LIMIT ?")
    .all(stream.id, after, most) as unknown as readonly StreamRecordRow[];
}

/** The position behind all records of a stream; that of the whole store where it has none. */
export function lastPosition({ db }: Cloud): number {
  const row = db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'dynamodb_stream_records'").get();
  return Number(row?.["seq"] ?? 0);
}

// AWS's numbers have 21 digits or more, so that they do not fit into a number of any client's language.
const base = 100_000_000_000_000_000_000n;

export const sequenceNumberOf = (position: number): string => String(base + BigInt(position));

/** Undefined for what is no sequence number of ours. */
export function positionOfSequenceNumber(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{21}$/.test(text)) return undefined;
  const position = Number(BigInt(text) - base);
  return Number.isSafeInteger(position) && position >= 0 ? position : undefined;
}

/** A record as the API answers it; binary values are bytes. */
export function describeRecord(cloud: Cloud, stream: Stream, row: StreamRecordRow) {
  const read = (text: string) => writeAttributes(parseAttributes(text));
  return {
    eventID: row.event_id,
    eventName: row.event_name,
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: cloud.region,
    dynamodb: {
      // To the second, as DynamoDB has it.
      ApproximateCreationDateTime: new Date(Math.floor(row.written_at / 1000) * 1000),
      Keys: read(row.keys),
      ...(row.new_image === null ? {} : { NewImage: read(row.new_image) }),
      ...(row.old_image === null ? {} : { OldImage: read(row.old_image) }),
      SequenceNumber: sequenceNumberOf(row.sequence),
      SizeBytes: row.size,
      StreamViewType: stream.viewType,
    },
    ...(row.is_expiry === 1 && { userIdentity: { PrincipalId: "dynamodb.amazonaws.com", Type: "Service" } }),
  };
}
