import type { DatabaseSync } from "node:sqlite";
import { type Clock, systemClock } from "../clock.ts";
import { inTransaction } from "../stores/transaction.ts";
import { type AccessRequest, type AllowingStatement, type PolicyRight, usedRights } from "./evaluate-policies.ts";
import type { PolicyStatement } from "./policy-document.ts";

/** Which rights of roles were used, and which calls were denied, since the data folder began. */
export interface AccessLog {
  readonly allowed: (roleName: string, by: readonly AllowingStatement[], request: AccessRequest) => void;
  readonly denied: (roleName: string, call: DeniedCall) => void;
  /** Writes what is noted; it is written by itself after a second. */
  readonly flush: () => void;
}

export interface DeniedCall {
  readonly action: string;
  readonly resource: string;
  /** In AWS's words. */
  readonly reason: string;
}

// Deciding is far more frequent than anything new about it: only that is written, and not in the midst of a call.
const flushAfterMs = 1000;
// A role that is denied object after object says the same each time.
const deniedCallsPerRole = 50;
const callsPerStatement = 1000;

export function createAccessTables(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS iam_used_rights (
      role_name TEXT NOT NULL, policy TEXT NOT NULL, action TEXT NOT NULL, resource TEXT NOT NULL, first_used_at INTEGER NOT NULL,
      PRIMARY KEY (role_name, policy, action, resource)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS iam_denied_calls (
      role_name TEXT NOT NULL, action TEXT NOT NULL, resource TEXT NOT NULL, reason TEXT NOT NULL,
      times INTEGER NOT NULL, last_at INTEGER NOT NULL,
      PRIMARY KEY (role_name, action, resource)
    ) STRICT, WITHOUT ROWID;
  `);
}

export function createAccessLog(db: DatabaseSync, clock: Clock): AccessLog {
  const known = new Set<string>();
  // What a role does again and again uses the same rights each time.
  const looked = new WeakMap<PolicyStatement, Set<string>>();
  let used: (readonly [string, PolicyRight, number])[] = [];
  let denied: (readonly [string, DeniedCall, number])[] = [];
  let cancelFlush: (() => void) | undefined;

  const flush = (): void => {
    cancelFlush?.();
    cancelFlush = undefined;
    if (used.length + denied.length === 0 || !db.isOpen) return;
    const [newlyUsed, newlyDenied] = [used, denied];
    [used, denied] = [[], []];
    inTransaction(db, () => {
      const insert = db.prepare("INSERT OR IGNORE INTO iam_used_rights VALUES (?, ?, ?, ?, ?)");
      for (const [role, right, at] of newlyUsed) insert.run(role, right.policy, right.action, right.resource, at);
      for (const entry of newlyDenied) writeDenied(db, ...entry);
    });
  };
  const flushSoon = (): void => {
    // Housekeeping, which the time of the cloud's own work must not depend on.
    cancelFlush ??= systemClock.at(systemClock.now() + flushAfterMs, flush);
  };

  const isNew = (statement: PolicyStatement, key: string): boolean => {
    const keys = looked.get(statement) ?? new Set();
    if (keys.has(key)) return false;
    if (keys.size >= callsPerStatement) keys.clear();
    looked.set(statement, keys.add(key));
    return true;
  };

  return {
    allowed(roleName, by, request) {
      const key = [roleName, request.principal, request.action, request.resource].join("\0");
      const rights = by.flatMap((allowing) => (isNew(allowing.statement, key) ? usedRights(allowing, request) : []));
      for (const right of rights) {
        const key = [roleName, right.policy, right.action, right.resource].join("\0");
        if (known.has(key)) continue;
        known.add(key);
        used.push([roleName, right, clock.now()]);
        flushSoon();
      }
    },
    denied(roleName, call) {
      denied.push([roleName, call, clock.now()]);
      flushSoon();
    },
    flush,
  };
}

function writeDenied(db: DatabaseSync, role: string, { action, resource, reason }: DeniedCall, at: number): void {
  db.prepare(
    `INSERT INTO iam_denied_calls VALUES (?, ?, ?, ?, 1, ?)
     ON CONFLICT DO UPDATE SET times = times + 1, reason = excluded.reason, last_at = excluded.last_at`,
  ).run(role, action, resource, reason, at);
  db.prepare(
    `DELETE FROM iam_denied_calls WHERE role_name = ?1 AND (action, resource) NOT IN (
       SELECT action, resource FROM iam_denied_calls WHERE role_name = ?1 ORDER BY last_at DESC LIMIT ?2)`,
  ).run(role, deniedCallsPerRole);
}
