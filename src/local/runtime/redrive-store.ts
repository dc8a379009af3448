import type { DatabaseSync } from "node:sqlite";

// AWS: "You can redrive executions … that didn't complete successfully in the last 14 days."
export const redrivablePeriodMs = 14 * 24 * 60 * 60_000;

// AWS: "The API will return idempotent responses for the last 10 client tokens used to successfully redrive the execution. These
// client tokens are valid for up to 15 minutes after they are first used."
const keptTokens = 10;
const tokenLifeMs = 15 * 60_000;

/** The rows that only a redrive needs. Writes are called inside a transaction; nothing here begins one. */
export function createRedriveStore(db: DatabaseSync) {
  const hasSnapshot = db.prepare("SELECT 1 FROM states_snapshots WHERE execution_id = ?");
  const token = db.prepare(
    "SELECT redriven_at FROM states_redrive_tokens WHERE execution_id = ? AND token = ? AND redriven_at > ?",
  );
  const redrive = db.prepare(
    `UPDATE states_executions SET status = 'RUNNING', output = NULL, error = NULL, cause = NULL, stopped_at = NULL,
       redrive_count = redrive_count + 1, redriven_at = ? WHERE id = ?`,
  );
  const putToken = db.prepare("INSERT OR REPLACE INTO states_redrive_tokens VALUES (?, ?, ?)");
  const dropTokens = db.prepare(
    `DELETE FROM states_redrive_tokens WHERE execution_id = :id AND token NOT IN (
       SELECT token FROM states_redrive_tokens WHERE execution_id = :id ORDER BY redriven_at DESC LIMIT ${keptTokens})`,
  );
  const dropExpired = db.prepare(
    `DELETE FROM states_snapshots
     WHERE execution_id IN (SELECT id FROM states_executions WHERE status <> 'RUNNING' AND stopped_at < ?)`,
  );
  const byArn = db.prepare("SELECT id FROM states_executions WHERE arn = ?");
  const dropHistory = db.prepare("DELETE FROM states_history_steps WHERE execution_id = ?");
  const dropExecution = db.prepare("DELETE FROM states_executions WHERE id = ?");

  return {
    /** Whether what a redrive goes on from is kept. */
    isKept: (id: number): boolean => hasSnapshot.get(id) !== undefined,
    /** When a request with this token redrove the execution, if that was lately. */
    redrivenBy: (id: number, clientToken: string, now: number): number | undefined => {
      const row = token.get(id, clientToken, now - tokenLifeMs);
      return row === undefined ? undefined : Number(row.redriven_at);
    },
    redriveExecution: (id: number, at: number): void => void redrive.run(at, id),
    noteRedriveToken: (id: number, clientToken: string, at: number): void => {
      putToken.run(id, clientToken, at);
      dropTokens.run({ id });
    },
    /** Forgets what can be redriven no more. By itself, not in a group commit. */
    dropExpiredSnapshots: (now: number): void => void dropExpired.run(now - redrivablePeriodMs),
    /** Makes an ARN free again. */
    forgetExecution: (arn: string): void => {
      const id = byArn.get(arn)?.id ?? null;
      if (id === null) return;
      dropHistory.run(id);
      dropExecution.run(id);
    },
  };
}
