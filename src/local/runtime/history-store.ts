import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { HistoryEvent } from "#asl";
import { packHistory, unpackHistory } from "#interpreter";
import type { RecordedEvent } from "#interpreter";

export interface HistoryPage {
  readonly executionId: number;
  readonly reverse: boolean;
  /** The event id to begin with (inclusive). */
  readonly from?: number;
  readonly limit: number;
}

/** The histories of executions: a row holds the events of one step. Writes are called inside a transaction. */
export function createHistoryStore(db: DatabaseSync) {
  const lastEvent = db.prepare("SELECT max(last_id) AS id FROM states_history_steps WHERE execution_id = ?");
  // A step has at least one event: as many steps as events are wanted hold enough.
  const stepsUp = db.prepare(
    "SELECT events FROM states_history_steps WHERE execution_id = ? AND last_id >= ? ORDER BY last_id LIMIT ?",
  );
  const stepsDown = db.prepare(
    `SELECT events FROM states_history_steps WHERE execution_id = :id AND last_id <= coalesce(
       (SELECT min(last_id) FROM states_history_steps WHERE execution_id = :id AND last_id >= :from), :from)
     ORDER BY last_id DESC LIMIT :limit`,
  );
  const putHistory = db.prepare("INSERT INTO states_history_steps (execution_id, last_id, events) VALUES (?, ?, ?)");

  return {
    lastEventId: (id: number): number => Number(lastEvent.get(id)?.id ?? 0),
    history: ({ executionId, reverse, from, limit }: HistoryPage): readonly HistoryEvent[] => {
      if (!reverse) {
        const first = from ?? 0;
        const steps = stepsUp.iterate(executionId, first, limit);
        return takeEvents(steps, limit, (events) => events.filter(({ id }) => id >= first));
      }
      const last = from ?? Number.MAX_SAFE_INTEGER;
      const steps = stepsDown.iterate({ id: executionId, from: last, limit });
      return takeEvents(steps, limit, (events) => events.filter(({ id }) => id <= last).toReversed());
    },
    /** The events of one step, in order. */
    appendHistory: (id: number, events: readonly RecordedEvent[], startedAt: number): void => {
      const last = events.at(-1);
      if (last !== undefined) putHistory.run(id, last.id, packHistory(events, startedAt));
    },
  };
}

function takeEvents(
  steps: Iterable<Readonly<Record<string, SQLOutputValue>>>,
  limit: number,
  wanted: (events: readonly HistoryEvent[]) => readonly HistoryEvent[],
): readonly HistoryEvent[] {
  const taken: HistoryEvent[] = [];
  for (const { events } of steps) {
    taken.push(...wanted(readStep(String(events))));
    if (taken.length >= limit) break;
  }
  return taken.slice(0, limit);
}

/** The events of a step, from the column `events`. */
export function readStep(text: string): readonly HistoryEvent[] {
  // A data folder from before they were packed has them as they are.
  return text.startsWith("[{") ? (JSON.parse(text) as readonly HistoryEvent[]) : unpackHistory(text);
}
