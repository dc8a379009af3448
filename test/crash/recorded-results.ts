import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import type { HistoryEvent } from "#asl";

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
            `SELECT execution_id, id, event FROM states_history
             WHERE execution_id >= ? AND event LIKE '%"type":"TaskSucceeded"%' ORDER BY execution_id, id`,
          )
          .all(unread);
        for (const row of rows) {
          const [execution, id] = [Number(row.execution_id), Number(row.id)];
          if (id <= (lastIds.get(execution) ?? 0)) continue;
          lastIds.set(execution, id);
          const key = resultKey(JSON.parse(String(row.event)) as HistoryEvent);
          if (recorded.has(key)) repeated.push(key);
          recorded.add(key);
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

function resultKey(event: HistoryEvent): string {
  const output = JSON.parse(String(event.taskSucceededEventDetails?.output)) as Result & { readonly Payload?: Result };
  const { run, step } = output.Payload ?? output;
  return `${run} ${step}`;
}

interface Result {
  readonly run: string;
  readonly step: number | string;
}
