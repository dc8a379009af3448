import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import type { HistoryEvent } from "#asl";
import { readStep } from "../../src/local/runtime/history-store.ts";

/** Task results that histories hold, read from the data folder of a process that is gone. */
export interface RecordedResults {
  /** Reads what came since the last time; gives all that were ever recorded, each `RUN STEP`. */
  readonly read: (dataFolder: string) => ReadonlySet<string>;
  /** Results that a history holds twice. */
  readonly repeated: readonly string[];
}

export function createRecordedResults(): RecordedResults {
  const recorded = new Set<string>();
  const repeated: string[] = [];
  const lastIds = new Map<number, number>();
  let unread = 0;
  return {
    repeated,
    read(dataFolder) {
      const db = new DatabaseSync(join(dataFolder, "state.db"));
      try {
        const rows = db
          .prepare(
            `SELECT execution_id, last_id, events FROM states_history_steps
             WHERE execution_id >= ? AND events LIKE '%"TaskSucceeded"%' ORDER BY execution_id, last_id`,
          )
          .all(unread);
        for (const row of rows) {
          const [execution, lastId] = [Number(row.execution_id), Number(row.last_id)];
          if (lastId <= (lastIds.get(execution) ?? 0)) continue;
          lastIds.set(execution, lastId);
          for (const key of resultKeys(readStep(String(row.events)))) {
            if (recorded.has(key)) repeated.push(key);
            recorded.add(key);
          }
        }
        // What ended before this reading holds nothing new; ids are given in order.
        const running = db.prepare("SELECT min(id) AS id FROM states_executions WHERE status = 'RUNNING'").get()?.id;
        const last = db.prepare("SELECT max(id) AS id FROM states_executions").get()?.id;
        unread = Number(running ?? Number(last ?? 0) + 1);
        return recorded;
      } finally {
        db.close();
      }
    },
  };
}

function resultKeys(events: readonly HistoryEvent[]): readonly string[] {
  return events.flatMap(({ taskSucceededEventDetails: details }) => {
    if (details === undefined) return [];
    const output = JSON.parse(String(details.output)) as Result & { readonly Payload?: Result };
    const { run, step } = output.Payload ?? output;
    return [`${run} ${step}`];
  });
}

interface Result {
  readonly run: string;
  readonly step: number | string;
}
