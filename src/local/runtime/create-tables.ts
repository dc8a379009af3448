import type { DatabaseSync } from "node:sqlite";
import { addColumn } from "../stores/add-column.ts";
import { inTransaction } from "../stores/transaction.ts";

/**
 * The tables of the durable runtime. An execution that waits is these rows and nothing in memory; an execution that is
 * over keeps its `states_executions` and `states_history_steps` rows, and its snapshot while it can be redriven.
 */
export function createTables(db: DatabaseSync): void {
  db.exec(`
    -- Definitions are kept by content: a thousand executions of one revision share one row.
    CREATE TABLE IF NOT EXISTS states_definitions (
      hash TEXT PRIMARY KEY,
      definition TEXT NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE IF NOT EXISTS states_executions (
      id INTEGER PRIMARY KEY,
      arn TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      machine_arn TEXT NOT NULL,
      machine_name TEXT NOT NULL,
      version_arn TEXT,
      alias_arn TEXT,
      revision_id TEXT,
      role_arn TEXT NOT NULL,
      definition_hash TEXT NOT NULL,
      logging TEXT,
      trace_header TEXT,
      status TEXT NOT NULL,
      input TEXT NOT NULL,
      output TEXT,
      error TEXT,
      cause TEXT,
      started_at INTEGER NOT NULL,
      stopped_at INTEGER
    );
    CREATE INDEX IF NOT EXISTS states_executions_by_machine ON states_executions (machine_arn, id);
    CREATE INDEX IF NOT EXISTS states_executions_by_status ON states_executions (machine_arn, status, id);

    CREATE TABLE IF NOT EXISTS states_snapshots (
      execution_id INTEGER PRIMARY KEY,
      snapshot TEXT NOT NULL
    );

    -- By which an execution was redriven: the same request again is answered by the same date.
    CREATE TABLE IF NOT EXISTS states_redrive_tokens (
      execution_id INTEGER NOT NULL,
      token TEXT NOT NULL,
      redriven_at INTEGER NOT NULL,
      PRIMARY KEY (execution_id, token)
    ) WITHOUT ROWID;

    -- The events of one step of one execution, as packHistory packs them. Rows are only ever appended: a commit writes few pages,
    -- however many executions it is about.
    CREATE TABLE IF NOT EXISTS states_history_steps (
      sequence INTEGER PRIMARY KEY,
      execution_id INTEGER NOT NULL,
      last_id INTEGER NOT NULL,
      events TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS states_history_steps_by_execution ON states_history_steps (execution_id, last_id);

    CREATE TABLE IF NOT EXISTS states_timers (
      execution_id INTEGER NOT NULL,
      timer_id TEXT NOT NULL,
      due_at INTEGER NOT NULL,
      PRIMARY KEY (execution_id, timer_id)
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS states_timers_by_due ON states_timers (due_at);

    CREATE TABLE IF NOT EXISTS states_activities (
      arn TEXT PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      created_at INTEGER NOT NULL
    ) WITHOUT ROWID;

    -- Of a task that goes on after its call, or of an activity: who answers it by its token. An activity's task that no
    -- worker took yet waits for one in turn, or in vain: there was no such activity when it was scheduled.
    CREATE TABLE IF NOT EXISTS states_task_tokens (
      token TEXT PRIMARY KEY,
      execution_id INTEGER NOT NULL,
      task_id TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS states_task_tokens_by_task ON states_task_tokens (execution_id, task_id);

    -- A task is here from its schedule until its result is in the history.
    CREATE TABLE IF NOT EXISTS states_tasks (
      execution_id INTEGER NOT NULL,
      task_id TEXT NOT NULL,
      task TEXT NOT NULL,
      PRIMARY KEY (execution_id, task_id)
    ) WITHOUT ROWID;

    -- The map run of a distributed Map, with what its children run; one per attempt of the state.
    CREATE TABLE IF NOT EXISTS states_map_runs (
      id INTEGER PRIMARY KEY,
      arn TEXT NOT NULL UNIQUE,
      execution_id INTEGER NOT NULL,
      map_run_id TEXT NOT NULL,
      label TEXT NOT NULL,
      execution_type TEXT NOT NULL,
      definition TEXT NOT NULL,
      status TEXT NOT NULL,
      max_concurrency INTEGER NOT NULL,
      tolerated_count INTEGER,
      tolerated_percentage REAL,
      started_at INTEGER NOT NULL,
      stopped_at INTEGER,
      UNIQUE (execution_id, map_run_id)
    );

    -- Its child executions in the order of their items, those that did not start yet among them.
    CREATE TABLE IF NOT EXISTS states_map_run_children (
      run_id INTEGER NOT NULL,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      input TEXT NOT NULL,
      item_count INTEGER NOT NULL,
      execution_id INTEGER,
      status TEXT NOT NULL,
      PRIMARY KEY (run_id, position)
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS states_map_run_children_by_execution ON states_map_run_children (execution_id);
    CREATE INDEX IF NOT EXISTS states_map_run_children_by_status ON states_map_run_children (run_id, status, item_count);
  `);
  moveHistory(db);
  addColumn(db, "states_executions", "type", "TEXT NOT NULL DEFAULT 'STANDARD'");
  addColumn(db, "states_executions", "redrive_count", "INTEGER NOT NULL DEFAULT 0");
  addColumn(db, "states_executions", "redriven_at", "INTEGER");
  addColumn(db, "states_map_runs", "results_written", "INTEGER NOT NULL DEFAULT 0");
  addColumn(db, "states_map_runs", "redrive_count", "INTEGER NOT NULL DEFAULT 0");
  addColumn(db, "states_map_runs", "redriven_at", "INTEGER");
  // Of a child that was still being stopped when its map run was redriven.
  addColumn(db, "states_map_run_children", "redrives_next", "INTEGER NOT NULL DEFAULT 0");
  addColumn(db, "states_task_tokens", "waits_for", "TEXT");
  addColumn(db, "states_task_tokens", "turn", "INTEGER");
  addColumn(db, "states_task_tokens", "in_vain", "INTEGER");
  db.exec(`CREATE INDEX IF NOT EXISTS states_task_tokens_by_activity ON states_task_tokens (waits_for, turn)
    WHERE waits_for IS NOT NULL`);
}

/** A data folder from before steps were kept whole has a row for each event. */
function moveHistory(db: DatabaseSync): void {
  if (db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'states_history'").get() === undefined) return;
  inTransaction(db, () => {
    db.exec(`
      INSERT INTO states_history_steps (execution_id, last_id, events)
        SELECT execution_id, id, json_array(json(event)) FROM states_history ORDER BY execution_id, id;
      DROP TABLE states_history;
    `);
  });
}
