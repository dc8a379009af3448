import { createHash } from "node:crypto";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { ExecutionStatus, Json } from "#asl";
import { isActivity } from "#interpreter";
import type { ExecutionResult, MachineType, ScheduleTask } from "#interpreter";
import type { ExecutionRow } from "./execution-row.ts";
import { createHistoryStore } from "./history-store.ts";
import { createRedriveStore } from "./redrive-store.ts";
import type { PendingTask } from "./pending-task.ts";
import type { LoggingConfiguration } from "./logging-configuration.ts";

// All SQL of the runtime. Writes are called inside the one transaction of a group commit; nothing here begins one.

type Row = Record<string, SQLOutputValue>;

export interface PendingTimer {
  readonly executionId: number;
  readonly timerId: string;
  readonly dueAt: number;
}

/** A task that is answered by its token. */
export interface AnswerableTask {
  readonly executionId: number;
  readonly taskId: string;
  readonly resource: string;
}

export interface ExecutionFilter {
  readonly machineArn: string;
  readonly status?: ExecutionStatus;
  /** `version_arn` or `alias_arn` that the execution was started with. */
  readonly qualifier?: { readonly kind: "version" | "alias"; readonly arn: string };
  /** Only executions with a smaller id: the listing runs from the newest to the oldest. */
  readonly before?: number;
  readonly limit: number;
}

export type ExecutionStore = ReturnType<typeof createExecutionStore>;

/** Opens the runtime's rows; the tables exist (`createTables`). */
export function createExecutionStore(db: DatabaseSync) {
  return { ...readers(db), ...writers(db), ...createHistoryStore(db), ...createRedriveStore(db) };
}

export function definitionHashOf(definition: string): string {
  return createHash("sha256").update(definition).digest("hex");
}

function readers(db: DatabaseSync) {
  const byArn = db.prepare("SELECT * FROM states_executions WHERE arn = ?");
  const byId = db.prepare("SELECT * FROM states_executions WHERE id = ?");
  const maxId = db.prepare("SELECT max(id) AS id FROM states_executions");
  const definition = db.prepare("SELECT definition FROM states_definitions WHERE hash = ?");
  const snapshot = db.prepare("SELECT snapshot FROM states_snapshots WHERE execution_id = ?");
  const timersDue = db.prepare("SELECT * FROM states_timers WHERE due_at <= ? ORDER BY due_at LIMIT ?");
  const nextTimer = db.prepare("SELECT min(due_at) AS due FROM states_timers WHERE due_at > ?");
  const tasks = db.prepare(
    "SELECT * FROM states_tasks WHERE (execution_id, task_id) > (?, ?) ORDER BY execution_id, task_id LIMIT ?",
  );
  const token = db.prepare(
    `SELECT w.execution_id, w.task_id, json_extract(t.task, '$.resource') AS resource FROM states_task_tokens w
     JOIN states_tasks t ON t.execution_id = w.execution_id AND t.task_id = w.task_id WHERE w.token = ?`,
  );
  const runningOf = db.prepare(
    `SELECT id FROM states_executions
     WHERE (machine_arn = :arn OR machine_arn LIKE :arn || '/%') AND status = 'RUNNING' ORDER BY id`,
  );

  return {
    findByArn: (arn: string): ExecutionRow | undefined => toExecution(byArn.get(arn)),
    findById: (id: number): ExecutionRow | undefined => toExecution(byId.get(id)),
    lastExecutionId: (): number => Number(maxId.get()?.id ?? 0),
    definitionOf: (hash: string): string | undefined => optionalText(definition.get(hash)?.definition),
    snapshotOf: (id: number): string | undefined => optionalText(snapshot.get(id)?.snapshot),
    /** Of a state machine and of its map runs. */
    runningIdsOf: (arn: string): readonly number[] => runningOf.all({ arn }).map((row) => Number(row.id)),
    timersDue: (at: number, limit: number): readonly PendingTimer[] =>
      timersDue.all(at, limit).map((row) => ({
        executionId: Number(row.execution_id),
        timerId: String(row.timer_id),
        dueAt: Number(row.due_at),
      })),
    nextTimerAfter: (at: number): number | undefined => optionalNumber(nextTimer.get(at)?.due),
    tasksAfter: (executionId: number, taskId: string, limit: number) =>
      tasks.all(executionId, taskId, limit).map((row) => ({
        executionId: Number(row.execution_id),
        task: JSON.parse(String(row.task)) as PendingTask,
      })),
    /** The task that a token answers; none once that is over. */
    taskOfToken: (text: string): AnswerableTask | undefined => {
      const row = token.get(text);
      if (row === undefined) return undefined;
      return {
        executionId: Number(row.execution_id),
        taskId: String(row.task_id),
        resource: String(row.resource),
      };
    },
    list: (filter: ExecutionFilter): readonly ExecutionRow[] => listExecutions(db, filter),
  };
}

function listExecutions(db: DatabaseSync, filter: ExecutionFilter): readonly ExecutionRow[] {
  const conditions = ["machine_arn = ?"];
  const values: (string | number)[] = [filter.machineArn];
  if (filter.status !== undefined) {
    conditions.push("status = ?");
    values.push(filter.status);
  }
  if (filter.qualifier !== undefined) {
    conditions.push(`${filter.qualifier.kind}_arn = ?`);
    values.push(filter.qualifier.arn);
  }
  if (filter.before !== undefined) {
    conditions.push("id < ?");
    values.push(filter.before);
  }
  const sql = `SELECT * FROM states_executions WHERE ${conditions.join(" AND ")} ORDER BY id DESC LIMIT ?`;
  return db
    .prepare(sql)
    .all(...values, filter.limit)
    .flatMap((row) => toExecution(row) ?? []);
}

function writers(db: DatabaseSync) {
  const putDefinition = db.prepare("INSERT OR IGNORE INTO states_definitions VALUES (?, ?)");
  const putExecution = db.prepare(`INSERT INTO states_executions
    (id, arn, name, machine_arn, machine_name, version_arn, alias_arn, revision_id, role_arn, definition_hash, logging,
     trace_header, type, status, input, started_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'RUNNING', ?, ?)`);
  const finish = db.prepare(
    "UPDATE states_executions SET status = ?, output = ?, error = ?, cause = ?, stopped_at = ? WHERE id = ?",
  );
  const putSnapshot = db.prepare("INSERT OR REPLACE INTO states_snapshots VALUES (?, ?)");
  const dropSnapshot = db.prepare("DELETE FROM states_snapshots WHERE execution_id = ?");
  const putTimer = db.prepare("INSERT OR REPLACE INTO states_timers VALUES (?, ?, ?)");
  const dropTimer = db.prepare("DELETE FROM states_timers WHERE execution_id = ? AND timer_id = ?");
  const dropTimers = db.prepare("DELETE FROM states_timers WHERE execution_id = ?");
  const putTask = db.prepare("INSERT OR REPLACE INTO states_tasks VALUES (?, ?, ?)");
  const dropTask = db.prepare("DELETE FROM states_tasks WHERE execution_id = ? AND task_id = ?");
  const dropTasks = db.prepare("DELETE FROM states_tasks WHERE execution_id = ?");
  const markTask = db.prepare(
    "UPDATE states_tasks SET task = json_set(task, '$.submitted', json(?)) WHERE execution_id = ? AND task_id = ?",
  );
  const putToken = db.prepare(
    "INSERT OR REPLACE INTO states_task_tokens (token, execution_id, task_id) VALUES (?, ?, ?)",
  );
  const putWaiting = db.prepare(
    `UPDATE states_task_tokens SET waits_for = :arn,
       turn = (SELECT coalesce(max(turn), 0) + 1 FROM states_task_tokens WHERE waits_for = :arn),
       in_vain = NOT EXISTS (SELECT 1 FROM states_activities WHERE arn = :arn)
     WHERE token = :token`,
  );
  const dropWaiting = db.prepare(
    "UPDATE states_task_tokens SET waits_for = NULL WHERE execution_id = ? AND task_id = ?",
  );
  const dropToken = db.prepare("DELETE FROM states_task_tokens WHERE execution_id = ? AND task_id = ?");
  const dropTokens = db.prepare("DELETE FROM states_task_tokens WHERE execution_id = ?");
  const timers = createOccupancy(db, "states_timers");
  const tokens = createOccupancy(db, "states_task_tokens");

  return {
    insertExecution: (row: ExecutionRow, definition: string): void => {
      putDefinition.run(row.definitionHash, definition);
      putExecution.run(
        row.id,
        row.arn,
        row.name,
        row.machineArn,
        row.machineName,
        row.versionArn ?? null,
        row.aliasArn ?? null,
        row.revisionId ?? null,
        row.roleArn,
        row.definitionHash,
        row.logging === undefined ? null : JSON.stringify(row.logging),
        row.traceHeader ?? null,
        row.type,
        row.input,
        row.startedAt,
      );
    },
    /** An execution that is over needs no timers or tasks; a snapshot only to be redriven, which is written then. */
    finishExecution: (id: number, result: ExecutionResult, at: number): void => {
      const output = result.output === undefined ? null : JSON.stringify(result.output);
      finish.run(result.status, output, result.error ?? null, result.cause ?? null, at, id);
      dropSnapshot.run(id);
      dropTasks.run(id);
      if (timers.isPossible()) dropTimers.run(id);
      if (tokens.isPossible()) dropTokens.run(id);
    },
    writeSnapshot: (id: number, snapshot: string): void => void putSnapshot.run(id, snapshot),
    writeTimer: (timer: PendingTimer): void => {
      timers.note();
      putTimer.run(timer.executionId, timer.timerId, timer.dueAt);
    },
    deleteTimer: (id: number, timerId: string): void => void dropTimer.run(id, timerId),
    writeTask: (id: number, task: ScheduleTask): void => {
      putTask.run(id, task.taskId, JSON.stringify(task));
      const { taskToken: token, resource: arn } = task;
      if (token === undefined) return;
      tokens.note();
      putToken.run(token, id, task.taskId);
      if (isActivity(arn)) putWaiting.run({ arn, token });
    },
    /** A worker took the task of an activity. */
    markStarted: (id: number, taskId: string): void => void dropWaiting.run(id, taskId),
    markSubmitted: (id: number, taskId: string, output: Json): void =>
      void markTask.run(JSON.stringify(output), id, taskId),
    deleteTask: (id: number, taskId: string): void => {
      dropTask.run(id, taskId);
      if (tokens.isPossible()) dropToken.run(id, taskId);
    },
    /** Forgets a deleted state machine's executions, with its map runs and their children. */
    deleteExecutionsOf: (arn: string): void => {
      const ids = "SELECT id FROM states_executions WHERE machine_arn = :arn OR machine_arn LIKE :arn || '/%'";
      const runs = `SELECT id FROM states_map_runs WHERE execution_id IN (${ids})`;
      db.prepare(`DELETE FROM states_map_run_children WHERE run_id IN (${runs})`).run({ arn });
      db.prepare(`DELETE FROM states_map_runs WHERE execution_id IN (${ids})`).run({ arn });
      for (const table of ["history_steps", "snapshots", "redrive_tokens"]) {
        db.prepare(`DELETE FROM states_${table} WHERE execution_id IN (${ids})`).run({ arn });
      }
      db.prepare(`DELETE FROM states_executions WHERE id IN (${ids})`).run({ arn });
      db.exec("DELETE FROM states_definitions WHERE hash NOT IN (SELECT definition_hash FROM states_executions)");
    },
  };
}

/** Whether a table may have rows: many apps never have any, and to delete what is not there costs as much as what is. */
function createOccupancy(db: DatabaseSync, table: "states_timers" | "states_task_tokens") {
  let isPossible = db.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined;
  return {
    isPossible: () => isPossible,
    /** To be called before a row is written. */
    note: () => {
      isPossible = true;
    },
  };
}

export function toExecution(row: Row | undefined): ExecutionRow | undefined {
  if (row === undefined) return undefined;
  const logging = optionalText(row.logging);
  return {
    id: Number(row.id),
    arn: String(row.arn),
    name: String(row.name),
    machineArn: String(row.machine_arn),
    machineName: String(row.machine_name),
    type: String(row.type) as MachineType,
    versionArn: optionalText(row.version_arn),
    aliasArn: optionalText(row.alias_arn),
    revisionId: optionalText(row.revision_id),
    roleArn: String(row.role_arn),
    definitionHash: String(row.definition_hash),
    logging: logging === undefined ? undefined : (JSON.parse(logging) as LoggingConfiguration),
    traceHeader: optionalText(row.trace_header),
    status: String(row.status) as ExecutionStatus,
    input: String(row.input),
    output: optionalText(row.output),
    error: optionalText(row.error),
    cause: optionalText(row.cause),
    startedAt: Number(row.started_at),
    stoppedAt: optionalNumber(row.stopped_at),
    redriveCount: Number(row.redrive_count),
    redrivenAt: optionalNumber(row.redriven_at),
  };
}

function optionalText(value: SQLOutputValue | undefined): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

function optionalNumber(value: SQLOutputValue | undefined): number | undefined {
  return value === undefined || value === null ? undefined : Number(value);
}
