import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { ExecutionResult } from "#interpreter";
import type { StartedMapRun } from "./advance-execution.ts";
import type { ExecutionRow } from "./execution-row.ts";
import type { ChildCount, ChildRow, ChildStatus, MapRunRow, MapRunStatus } from "./map-run-row.ts";
import { redrivablePeriodMs } from "./redrive-store.ts";

// All SQL of map runs. Writes are called inside the one transaction of a group commit; nothing here begins one.

type Row = Record<string, SQLOutputValue>;

// Express children are started anew, whatever became of them.
const canBeRedriven = `((SELECT execution_type FROM states_map_runs WHERE id = c.run_id) = 'EXPRESS' OR EXISTS (
  SELECT 1 FROM states_executions e JOIN states_snapshots s ON s.execution_id = e.id
  WHERE e.id = c.execution_id AND e.stopped_at >= :since))`;

interface ChildrenPage {
  readonly status?: string;
  readonly redriven?: boolean;
  readonly before: number;
  readonly limit: number;
}

export type MapRunStore = ReturnType<typeof createMapRunStore>;

export function createMapRunStore(db: DatabaseSync) {
  return { ...readers(db), ...writers(db) };
}

function readers(db: DatabaseSync) {
  const byId = db.prepare("SELECT * FROM states_map_runs WHERE id = ?");
  const byArn = db.prepare("SELECT * FROM states_map_runs WHERE arn = ?");
  const byRunId = db.prepare("SELECT * FROM states_map_runs WHERE execution_id = ? AND map_run_id = ?");
  const ofExecution = db.prepare(
    "SELECT * FROM states_map_runs WHERE execution_id = ? AND id < ? ORDER BY id DESC LIMIT ?",
  );
  const ofChild = db.prepare(
    "SELECT r.* FROM states_map_runs r JOIN states_map_run_children c ON c.run_id = r.id WHERE c.execution_id = ?",
  );
  const unsettled = db.prepare(
    `SELECT id FROM states_map_runs WHERE status = 'RUNNING'
     UNION SELECT run_id FROM states_map_run_children WHERE status = 'RUNNING' ORDER BY 1`,
  );
  const counts = db.prepare(
    "SELECT status, count(*) AS children, sum(item_count) AS items FROM states_map_run_children WHERE run_id = ? GROUP BY status",
  );
  const pending = db.prepare(
    "SELECT * FROM states_map_run_children WHERE run_id = ? AND status IN ('PENDING', 'PENDING_REDRIVE') ORDER BY position LIMIT ?",
  );
  const running = db.prepare(
    "SELECT execution_id FROM states_map_run_children WHERE run_id = ? AND status = 'RUNNING' ORDER BY position",
  );
  const children = db.prepare("SELECT * FROM states_map_run_children WHERE run_id = ? ORDER BY position");
  const started = db.prepare(
    `SELECT c.execution_id, c.item_count, c.status FROM states_map_run_children c
     JOIN states_executions e ON e.id = c.execution_id
     WHERE c.run_id = :run AND c.execution_id < :before AND (:status IS NULL OR c.status = :status)
       AND (:redriven IS NULL OR (e.redrive_count > 0) = :redriven)
     ORDER BY c.execution_id DESC LIMIT :limit`,
  );

  const ofExecutionId = db.prepare("SELECT status FROM states_map_run_children WHERE execution_id = ?");
  const lost = db.prepare(
    `SELECT count(*) AS children, sum(item_count) AS items FROM states_map_run_children c
     WHERE run_id = :run AND status IN ('FAILED', 'TIMED_OUT', 'ABORTED') AND NOT ${canBeRedriven}`,
  );

  return {
    findById: (id: number): MapRunRow | undefined => toMapRun(byId.get(id)),
    findByArn: (arn: string): MapRunRow | undefined => toMapRun(byArn.get(arn)),
    find: (executionId: number, mapRunId: string): MapRunRow | undefined =>
      toMapRun(byRunId.get(executionId, mapRunId)),
    /** The map run that started an execution. */
    findByChild: (executionId: number): MapRunRow | undefined => toMapRun(ofChild.get(executionId)),
    /** From the newest to the oldest. */
    listOf: (executionId: number, before: number, limit: number): readonly MapRunRow[] =>
      ofExecution.all(executionId, before, limit).flatMap((row) => toMapRun(row) ?? []),
    /** Map runs that go on, or have children that do. */
    unsettledIds: (): readonly number[] => unsettled.all().map((row) => Number(row.id)),
    countsOf: (runId: number): ReadonlyMap<ChildStatus, ChildCount> =>
      new Map(
        counts
          .all(runId)
          .map((row) => [row.status as ChildStatus, { children: Number(row.children), items: Number(row.items) }]),
      ),
    pendingOf: (runId: number, limit: number): readonly ChildRow[] => pending.all(runId, limit).map(toChild),
    runningIdsOf: (runId: number): readonly number[] => running.all(runId).map((row) => Number(row.execution_id)),
    childrenOf: (runId: number): readonly ChildRow[] => children.all(runId).map(toChild),
    /** Children that were started, from the newest to the oldest. */
    startedOf: (runId: number, { status, redriven, before, limit }: ChildrenPage) =>
      started
        .all({
          run: runId,
          before,
          status: status ?? null,
          redriven: redriven === undefined ? null : Number(redriven),
          limit,
        })
        .map((row) => ({
          executionId: Number(row.execution_id),
          itemCount: Number(row.item_count),
          status: row.status as ChildStatus,
        })),
    /** The status of a child execution in its map run. */
    statusOfChild: (executionId: number): ChildStatus | undefined =>
      ofExecutionId.get(executionId)?.status as ChildStatus | undefined,
    /** How many children, and how many items of them, ended without success and cannot be redriven. */
    lostOf: (runId: number, now: number): ChildCount => {
      const row = lost.get({ run: runId, since: now - redrivablePeriodMs });
      return { children: Number(row?.children ?? 0), items: Number(row?.items ?? 0) };
    },
  };
}

function writers(db: DatabaseSync) {
  const putRun = db.prepare(`INSERT INTO states_map_runs
    (arn, execution_id, map_run_id, label, execution_type, definition, status, max_concurrency, tolerated_count,
     tolerated_percentage, started_at)
    VALUES (?, ?, ?, ?, ?, ?, 'RUNNING', ?, ?, ?, ?)`);
  const putChild = db.prepare(
    "INSERT INTO states_map_run_children (run_id, position, name, input, item_count, status) VALUES (?, ?, ?, ?, ?, 'PENDING')",
  );
  const endRun = db.prepare(
    "UPDATE states_map_runs SET status = ?, stopped_at = ? WHERE execution_id = ? AND map_run_id = ? AND status = 'RUNNING'",
  );
  const changeRun = db.prepare(
    "UPDATE states_map_runs SET max_concurrency = ?, tolerated_count = ?, tolerated_percentage = ? WHERE id = ?",
  );
  const noteWritten = db.prepare("UPDATE states_map_runs SET results_written = 1 WHERE id = ?");
  const startChild = db.prepare(
    `UPDATE states_map_run_children SET status = 'RUNNING', execution_id = ?
     WHERE name = ? AND run_id IN (SELECT id FROM states_map_runs WHERE arn LIKE ? || ':%')`,
  );
  const endChild = db.prepare(
    `UPDATE states_map_run_children SET redrives_next = 0,
       status = CASE WHEN redrives_next = 1 AND :status <> 'SUCCEEDED' THEN 'PENDING_REDRIVE' ELSE :status END
     WHERE execution_id = :id`,
  );
  const redriveChild = db.prepare("UPDATE states_map_run_children SET status = 'RUNNING' WHERE execution_id = ?");
  const redriveRun = db.prepare(
    `UPDATE states_map_runs SET status = 'RUNNING', stopped_at = NULL, results_written = 0,
       redrive_count = redrive_count + 1, redriven_at = ? WHERE execution_id = ? AND map_run_id = ? RETURNING id`,
  );
  const redriveEnded = db.prepare(
    `UPDATE states_map_run_children AS c SET status = 'PENDING_REDRIVE'
     WHERE run_id = :run AND status IN ('FAILED', 'TIMED_OUT', 'ABORTED') AND ${canBeRedriven}`,
  );
  const redriveStopping = db.prepare(
    "UPDATE states_map_run_children SET redrives_next = 1 WHERE run_id = ? AND status = 'RUNNING'",
  );
  // AWS: "When a Map Run has completed its execution or is aborted, the count … in the Pending redrive state is reset to 0."
  const keepStatus = db.prepare(
    `UPDATE states_map_run_children AS c SET redrives_next = 0,
       status = coalesce((SELECT status FROM states_executions WHERE id = c.execution_id), 'PENDING')
     WHERE status = 'PENDING_REDRIVE'
       AND run_id = (SELECT id FROM states_map_runs WHERE execution_id = ? AND map_run_id = ?)`,
  );
  const giveUpChild = db.prepare(
    `UPDATE states_map_run_children AS c SET status = (SELECT status FROM states_executions WHERE id = c.execution_id)
     WHERE execution_id = ? AND status = 'PENDING_REDRIVE'`,
  );

  return {
    insert: (executionId: number, { effect, definition }: StartedMapRun, at: number): void => {
      const { mapRunArn, mapRunId, label, executionType, maxConcurrency, tolerated, children } = effect;
      const { lastInsertRowid: runId } = putRun.run(
        mapRunArn,
        executionId,
        mapRunId,
        label,
        executionType,
        definition,
        maxConcurrency,
        tolerated.count ?? null,
        tolerated.percentage ?? null,
        at,
      );
      for (const [position, { name, input, itemCount }] of children.entries()) {
        putChild.run(runId, position, name, JSON.stringify(input), itemCount);
      }
    },
    end: (executionId: number, mapRunId: string, end: { readonly status: MapRunStatus; readonly at: number }): void => {
      endRun.run(end.status, end.at, executionId, mapRunId);
      keepStatus.run(executionId, mapRunId);
    },
    /** Lets a map run go on with the children that did not succeed. */
    redrive: (executionId: number, mapRunId: string, at: number): void => {
      const run = redriveRun.get(at, executionId, mapRunId)?.id ?? null;
      redriveEnded.run({ run, since: at - redrivablePeriodMs });
      redriveStopping.run(run);
    },
    change: ({ id, maxConcurrency, tolerated }: Pick<MapRunRow, "id" | "maxConcurrency" | "tolerated">): void =>
      void changeRun.run(maxConcurrency, tolerated.count ?? null, tolerated.percentage ?? null, id),
    /** By itself, not in a group commit: written again after a crash, the results are the same. */
    noteResultsWritten: (id: number): void => void noteWritten.run(id),
    childStarted: ({ id, name, machineArn }: ExecutionRow): void =>
      void startChild.run(id, name, machineArn.replace(":stateMachine:", ":mapRun:")),
    childEnded: (executionId: number, status: ExecutionResult["status"]): void =>
      void endChild.run({ status, id: executionId }),
    childRedriven: (executionId: number): void => void redriveChild.run(executionId),
    /** Leaves a child as it ended that cannot be redriven after all. By itself, not in a group commit. */
    giveUpRedrive: (executionId: number): void => void giveUpChild.run(executionId),
  };
}

function toMapRun(row: Row | undefined): MapRunRow | undefined {
  if (row === undefined) return undefined;
  return {
    id: Number(row.id),
    arn: String(row.arn),
    executionId: Number(row.execution_id),
    mapRunId: String(row.map_run_id),
    label: String(row.label),
    executionType: row.execution_type as MapRunRow["executionType"],
    definition: String(row.definition),
    status: row.status as MapRunStatus,
    maxConcurrency: Number(row.max_concurrency),
    tolerated: {
      ...(row.tolerated_count === null ? {} : { count: Number(row.tolerated_count) }),
      ...(row.tolerated_percentage === null ? {} : { percentage: Number(row.tolerated_percentage) }),
    },
    resultsWritten: row.results_written === 1,
    startedAt: Number(row.started_at),
    stoppedAt: row.stopped_at === null ? undefined : Number(row.stopped_at),
    redriveCount: Number(row.redrive_count),
    redrivenAt: row.redriven_at === null ? undefined : Number(row.redriven_at),
  };
}

function toChild(row: Row): ChildRow {
  return {
    position: Number(row.position),
    name: String(row.name),
    input: String(row.input),
    itemCount: Number(row.item_count),
    status: row.status as ChildStatus,
    executionId: row.execution_id === null ? undefined : Number(row.execution_id),
  };
}
