import type { Cloud } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { plannedOccurrences } from "./planned-occurrences.ts";
import { scheduleArn } from "./schedule-store.ts";
import type { ScheduleRow, StoredSchedule } from "./schedule-store.ts";
import type { ScheduleTarget } from "./schedule-types.ts";

/** One occurrence of a schedule on its way to the target. */
export interface Invocation {
  readonly sequence: number;
  readonly group: string;
  readonly name: string;
  readonly scheduleArn: string;
  /** In the form of a UUID. */
  readonly id: string;
  readonly executionId: string;
  readonly target: ScheduleTarget;
  readonly scheduledAt: number;
  /** When it was first due, the flexible window counted in. */
  readonly begunAt: number;
  /** That failed. */
  readonly attempts: number;
}

interface InvocationRow {
  readonly sequence: number;
  readonly group_name: string;
  readonly name: string;
  readonly id: string;
  readonly schedule: string;
  readonly scheduled_at: number;
  readonly begun_at: number;
  readonly attempts: number;
}

// Of one schedule in one go; more wait for the next.
const mostAtOnce = 2000;
const usualAgeSeconds = 86_400;
// Of one schedule; a target that is wrong for weeks must not fill the disk.
const failedKept = 100;

/** Schedules whose next occurrence has come. */
export function takeDueSchedules(cloud: Cloud, now: number, limit: number): readonly ScheduleRow[] {
  return cloud.db
    .prepare("SELECT * FROM scheduler_schedules WHERE next_at <= ? ORDER BY next_at LIMIT ?")
    .all(now, limit) as unknown as readonly ScheduleRow[];
}

/**
 * Turns the occurrences of a schedule that have come into invocations, and steps to the next one that has not.
 *
 * Where the process was down or the machine asleep, each occurrence missed is made up for, unless it is older than the age at
 * which AWS too would give an event up; how many those are is told.
 */
export function beginInvocations(cloud: Cloud, row: ScheduleRow, now: number): void {
  const schedule = JSON.parse(row.schedule) as StoredSchedule;
  const nextAfter = plannedOccurrences(schedule, row.anchor);
  const ageMs = (schedule.Target.RetryPolicy?.MaximumEventAgeInSeconds ?? usualAgeSeconds) * 1000;
  const windowMs = (schedule.FlexibleTimeWindow.MaximumWindowInMinutes ?? 0) * 60_000;
  const oldest = now - ageMs - windowMs;
  let at: number | undefined = row.next_at ?? undefined;
  if (at !== undefined && at < oldest) {
    cloud.log(
      `scheduler: ${scheduleArn(cloud, row.group_name, row.name)} missed what was due from ${new Date(at).toISOString()} to ${new Date(oldest).toISOString()}`,
    );
    at = nextAfter(oldest - 1);
  }
  inTransaction(cloud.db, () => {
    const insert = cloud.db.prepare(
      `INSERT INTO scheduler_invocations (group_name, name, id, schedule, scheduled_at, begun_at, attempts, next_at, state)
       VALUES (?, ?, ?, ?, ?, ?, 0, ?, 'pending')`,
    );
    for (let count = 0; at !== undefined && at <= now && count < mostAtOnce; count++) {
      const due = at + Math.floor(cloud.random() * windowMs);
      insert.run(row.group_name, row.name, cloud.newId(), row.schedule, at, due, due);
      at = nextAfter(at);
    }
    cloud.db
      .prepare("UPDATE scheduler_schedules SET next_at = ? WHERE group_name = ? AND name = ?")
      .run(at ?? null, row.group_name, row.name);
  });
}

export function takeDueInvocations(cloud: Cloud, now: number, limit: number): readonly Invocation[] {
  const rows = cloud.db
    .prepare(
      "SELECT * FROM scheduler_invocations WHERE state = 'pending' AND next_at <= ? ORDER BY next_at, sequence LIMIT ?",
    )
    .all(now, limit) as unknown as readonly InvocationRow[];
  return rows.map((row) => ({
    sequence: row.sequence,
    group: row.group_name,
    name: row.name,
    scheduleArn: scheduleArn(cloud, row.group_name, row.name),
    id: row.id,
    executionId: row.id.replaceAll("-", "").slice(0, 16),
    target: (JSON.parse(row.schedule) as StoredSchedule).Target,
    scheduledAt: row.scheduled_at,
    begunAt: row.begun_at,
    attempts: row.attempts,
  }));
}

/** When something is due next that is not due yet: an occurrence, or another attempt. */
export function nextDueAt(cloud: Cloud, now: number): number | undefined {
  const row = cloud.db
    .prepare(
      `SELECT MIN(at) AS at FROM (
         SELECT MIN(next_at) AS at FROM scheduler_schedules WHERE next_at > ?1
         UNION ALL SELECT MIN(next_at) FROM scheduler_invocations WHERE state = 'pending' AND next_at > ?1)`,
    )
    .get(now) as { at: number | null };
  return row.at ?? undefined;
}

export function postponeInvocation(cloud: Cloud, { sequence, attempts }: Invocation, at: number, error: string): void {
  cloud.db
    .prepare("UPDATE scheduler_invocations SET attempts = ?, next_at = ?, error = ? WHERE sequence = ?")
    .run(attempts + 1, at, error, sequence);
}

/**
 * Ends an invocation, noting on its schedule how it went.
 *
 * One that is given up and that no dead-letter queue took is kept with its reason. A schedule that is to be deleted after its
 * last occurrence goes with it.
 */
export function endInvocation(
  cloud: Cloud,
  invocation: Invocation,
  outcome: { readonly error?: string; readonly isKept?: boolean },
): void {
  const { sequence, group, name, scheduledAt, attempts } = invocation;
  inTransaction(cloud.db, () => {
    if (outcome.isKept === true) {
      cloud.db
        .prepare("UPDATE scheduler_invocations SET state = 'failed', attempts = ?, error = ? WHERE sequence = ?")
        .run(attempts + 1, outcome.error ?? null, sequence);
      cloud.db
        .prepare(
          `DELETE FROM scheduler_invocations WHERE sequence IN (
             SELECT sequence FROM scheduler_invocations WHERE group_name = ? AND name = ? AND state = 'failed'
             ORDER BY sequence DESC LIMIT -1 OFFSET ?)`,
        )
        .run(group, name, failedKept);
    } else {
      cloud.db.prepare("DELETE FROM scheduler_invocations WHERE sequence = ?").run(sequence);
    }
    cloud.db
      .prepare("UPDATE scheduler_schedules SET last_at = ?, last_error = ? WHERE group_name = ? AND name = ?")
      .run(scheduledAt, outcome.error ?? null, group, name);
    cloud.db
      .prepare(
        `DELETE FROM scheduler_schedules WHERE group_name = ?1 AND name = ?2 AND next_at IS NULL
         AND schedule ->> '$.ActionAfterCompletion' = 'DELETE' AND coalesce(schedule ->> '$.State', 'ENABLED') = 'ENABLED'
         AND NOT EXISTS (SELECT 1 FROM scheduler_invocations WHERE group_name = ?1 AND name = ?2 AND state = 'pending')`,
      )
      .run(group, name);
  });
}
