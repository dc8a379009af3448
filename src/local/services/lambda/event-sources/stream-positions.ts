import type { Cloud } from "../../../service.ts";
import { lastPosition, sequenceNumberOf } from "../../dynamodb/streams/stream-records.ts";

// How far each mapping has worked through its stream. It is written when a batch is done with, so that a killed process begins again with
// the batch that it was at: a record may come twice, and none is left out.

/** The sequence number of the last record that is done with; undefined before the first. */
export function positionOf({ db }: Cloud, uuid: string): string | undefined {
  const row = db.prepare("SELECT sequence_number FROM lambda_stream_positions WHERE uuid = ?").get(uuid);
  return row?.["sequence_number"] as string | undefined;
}

/** Notes how far a mapping has come. It never goes back: a batch may end after its mapping was changed and went on. */
export function keepPosition({ db }: Cloud, uuid: string, sequenceNumber: string): void {
  // The mapping may have been deleted while its batch ran.
  db.prepare(
    `INSERT INTO lambda_stream_positions SELECT uuid, ?2 FROM lambda_event_source_mappings WHERE uuid = ?1
     ON CONFLICT (uuid) DO UPDATE SET sequence_number = max(sequence_number, ?2)`,
  ).run(uuid, sequenceNumber);
}

/** What the newest record of any stream has: a mapping that begins with the latest begins behind it. */
export const latestSequenceNumber = (cloud: Cloud): string => sequenceNumberOf(lastPosition(cloud));
