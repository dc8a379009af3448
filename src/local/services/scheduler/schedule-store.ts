import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { defaultGroup, getGroup } from "./group-store.ts";
import { plannedOccurrences } from "./planned-occurrences.ts";
import type { ScheduleReference, ScheduleRequest } from "./schedule-types.ts";

/** A schedule as it is kept; dates are texts of ISO 8601. */
export type StoredSchedule = Omit<ScheduleRequest, "StartDate" | "EndDate" | "ClientToken" | "GroupName" | "Name"> & {
  readonly StartDate?: string;
  readonly EndDate?: string;
};

export interface ScheduleRow {
  readonly group_name: string;
  readonly name: string;
  /** JSON of `StoredSchedule`. */
  readonly schedule: string;
  readonly client_token: string | null;
  readonly created_at: number;
  readonly modified_at: number;
  /** Where a rate without StartDate counts from. */
  readonly anchor: number;
  /** The next occurrence; null if none is left or the schedule is disabled. */
  readonly next_at: number | null;
  /** The occurrence whose target was called last, and why it failed if it did. */
  readonly last_at: number | null;
  readonly last_error: string | null;
}

export function scheduleArn(cloud: Cloud, group: string, name: string): string {
  return `arn:aws:scheduler:${cloud.region}:${cloud.accountId}:schedule/${group}/${name}`;
}

export function scheduleAuthorization(action: string) {
  return (input: ScheduleReference, { cloud }: { readonly cloud: Cloud }) => [
    {
      action: `scheduler:${action}`,
      resource: scheduleArn(cloud, input.GroupName ?? defaultGroup, input.Name ?? ""),
    },
  ];
}

/** What making or changing a schedule needs: it hands its target's role on. */
export function scheduleChangeAuthorization(action: string) {
  const own = scheduleAuthorization(action);
  return (input: ScheduleRequest, context: { readonly cloud: Cloud }) => [
    ...own(input, context),
    { action: "iam:PassRole", resource: input.Target.RoleArn },
  ];
}

export function findSchedule(cloud: Cloud, group: string, name: string): ScheduleRow | undefined {
  return cloud.db.prepare("SELECT * FROM scheduler_schedules WHERE group_name = ? AND name = ?").get(group, name) as
    | ScheduleRow
    | undefined;
}

/** The schedule; throws `ResourceNotFoundException`, for its group too. */
export function getSchedule(cloud: Cloud, { Name = "", GroupName }: ScheduleReference): ScheduleRow {
  const group = getGroup(cloud, GroupName);
  const schedule = findSchedule(cloud, group.name, Name);
  if (schedule !== undefined) return schedule;
  throw new AwsError("ResourceNotFoundException", `Schedule ${Name} does not exist.`, 404);
}

export function listSchedulesOf(cloud: Cloud, group: string | undefined): readonly ScheduleRow[] {
  const [where, values] = group === undefined ? ["", []] : ["WHERE group_name = ?", [group]];
  return cloud.db
    .prepare(`SELECT * FROM scheduler_schedules ${where} ORDER BY group_name, name`)
    .all(...values) as unknown as readonly ScheduleRow[];
}

/** Writes a schedule and plans its next occurrence from now on. */
export function putSchedule(cloud: Cloud, group: string, request: ScheduleRequest): void {
  const { Name, GroupName: _, ClientToken, StartDate, EndDate, ...rest } = request;
  const schedule: StoredSchedule = {
    ...rest,
    ...(StartDate !== undefined && { StartDate: StartDate.toISOString() }),
    ...(EndDate !== undefined && { EndDate: EndDate.toISOString() }),
  };
  const now = cloud.clock.now();
  // To the second, which is all that a target is told.
  const anchor = Math.floor(now / 1000) * 1000;
  const isEnabled = (schedule.State ?? "ENABLED") === "ENABLED";
  // The anchor itself counts: a rate without a start begins at once.
  const next = isEnabled ? (plannedOccurrences(schedule, anchor)(anchor - 1) ?? null) : null;
  cloud.db
    .prepare(
      `INSERT INTO scheduler_schedules (group_name, name, schedule, client_token, created_at, modified_at, anchor, next_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7)
       ON CONFLICT (group_name, name) DO UPDATE SET schedule = ?3, modified_at = ?5, anchor = ?6, next_at = ?7`,
    )
    .run(group, Name, JSON.stringify(schedule), ClientToken ?? null, now, anchor, next);
}

export function deleteScheduleRow(cloud: Cloud, group: string, name: string): void {
  cloud.db.prepare("DELETE FROM scheduler_schedules WHERE group_name = ? AND name = ?").run(group, name);
}
