import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { PendingTask } from "./pending-task.ts";

// Activities, and their tasks that wait for a worker. `ExecutionStore` writes and deletes tasks with their tokens.

export interface Activity {
  readonly arn: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** A task that no worker took yet. */
export interface WaitingTask {
  readonly token: string;
  readonly executionId: number;
  readonly task: PendingTask;
}

type Row = Record<string, SQLOutputValue>;

export type ActivityStore = ReturnType<typeof createActivityStore>;

export function createActivityStore(db: DatabaseSync) {
  const byArn = db.prepare("SELECT * FROM states_activities WHERE arn = ?");
  const after = db.prepare("SELECT * FROM states_activities WHERE name > ? ORDER BY name LIMIT ?");
  const put = db.prepare("INSERT INTO states_activities VALUES (?, ?, ?)");
  const drop = db.prepare("DELETE FROM states_activities WHERE arn = ?");
  const waiting = db.prepare(
    `SELECT w.token, w.execution_id, t.task FROM states_task_tokens w
     JOIN states_tasks t ON t.execution_id = w.execution_id AND t.task_id = w.task_id
     WHERE w.waits_for = ? ORDER BY w.turn LIMIT ?`,
  );
  const inVain = db.prepare("SELECT in_vain FROM states_task_tokens WHERE token = ?");

  return {
    find: (arn: string): Activity | undefined => [byArn.get(arn)].flatMap(toActivity)[0],
    /** In the order of their names. */
    listAfter: (name: string, limit: number): readonly Activity[] => after.all(name, limit).flatMap(toActivity),
    insert: ({ arn, name, createdAt }: Activity): void => void put.run(arn, name, createdAt),
    delete: (arn: string): void => void drop.run(arn),
    /** The tasks that wait longest. */
    waitingFor: (arn: string, limit: number): readonly WaitingTask[] =>
      waiting.all(arn, limit).map((row) => ({
        token: String(row.token),
        executionId: Number(row.execution_id),
        task: JSON.parse(String(row.task)) as PendingTask,
      })),
    /** Whether there was no such activity when the task of this token was scheduled. */
    waitsInVain: (token: string): boolean => inVain.get(token)?.in_vain === 1,
  };
}

function toActivity(row: Row | undefined): Activity[] {
  if (row === undefined) return [];
  return [{ arn: String(row.arn), name: String(row.name), createdAt: Number(row.created_at) }];
}
