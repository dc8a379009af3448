import type { Cloud } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import type { EventEnvelope } from "./event-envelope.ts";
import { insertEvents } from "./event-store.ts";
import { findReplay } from "./replay-store.ts";
import type { ReplayRow } from "./replay-store.ts";

const replayedAtOnce = 200;

interface ArchivedRow {
  readonly sequence: number;
  readonly time: number;
  readonly envelope: string;
}

/**
 * Puts the next events of each replay that is under way on their bus again, and notes how far it has come, in one transaction.
 * Gives how many there were.
 */
export function replayNextEvents(cloud: Cloud): number {
  const replays = cloud.db
    .prepare("SELECT * FROM events_replays WHERE state IN ('STARTING', 'RUNNING') ORDER BY started_at")
    .all() as unknown as readonly ReplayRow[];
  let count = 0;
  for (const replay of replays) count += inTransaction(cloud.db, () => replayBatch(cloud, replay));
  return count;
}

function replayBatch(cloud: Cloud, replay: ReplayRow): number {
  const { name, archive, bus, from_time: from, to_time: to, last_time: lastTime, last_sequence: last } = replay;
  const rows = cloud.db
    .prepare(
      `SELECT sequence, time, envelope FROM events_archived
       WHERE archive = ?1 AND time >= ?2 AND time <= ?3 AND (time, sequence) > (?4, ?5) ORDER BY time, sequence LIMIT ?6`,
    )
    .all(archive, from, to, lastTime ?? from, last, replayedAtOnce) as unknown as readonly ArchivedRow[];
  const events = rows.map(({ envelope }) => ({ ...(JSON.parse(envelope) as EventEnvelope), "replay-name": name }));
  insertEvents(cloud, bus, events);
  const end = rows.at(-1);
  const isDone = rows.length < replayedAtOnce;
  cloud.db
    .prepare("UPDATE events_replays SET state = ?, last_time = ?, last_sequence = ?, ended_at = ? WHERE name = ?")
    .run(
      isDone ? "COMPLETED" : "RUNNING",
      end?.time ?? lastTime,
      end?.sequence ?? last,
      isDone ? cloud.clock.now() : null,
      name,
    );
  return rows.length;
}

/** Whether a rule may hear of an event: of a replay, only the rules that it names, if it names any. */
export function hearsReplay(cloud: Cloud, event: EventEnvelope): (ruleArn: string) => boolean {
  const name = event["replay-name"];
  const replay = name === undefined ? undefined : findReplay(cloud, name);
  const filter = replay === undefined ? [] : (JSON.parse(replay.filter_arns) as readonly string[]);
  return (ruleArn) => filter.length === 0 || filter.includes(ruleArn);
}
