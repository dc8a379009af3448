import type { DatabaseSync } from "node:sqlite";
import type { Cloud } from "../../service.ts";

/** A dashboard as it was put. */
export interface DashboardRecord {
  readonly name: string;
  /** JSON */
  readonly body: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
}

export function dashboardArn({ accountId }: Cloud, name: string): string {
  return `arn:aws:cloudwatch::${accountId}:dashboard/${name}`;
}

export function findDashboard(db: DatabaseSync, name: string): DashboardRecord | undefined {
  const row = db.prepare("SELECT record FROM monitoring_dashboards WHERE name = ?").get(name);
  return row === undefined ? undefined : (JSON.parse(String(row.record)) as DashboardRecord);
}

/** By name. */
export function listDashboards(db: DatabaseSync): readonly DashboardRecord[] {
  const rows = db.prepare("SELECT record FROM monitoring_dashboards ORDER BY name").all();
  return rows.map(({ record }) => JSON.parse(String(record)) as DashboardRecord);
}

export function putDashboardRecord(db: DatabaseSync, dashboard: DashboardRecord): void {
  db.prepare("INSERT OR REPLACE INTO monitoring_dashboards VALUES (?, ?)").run(
    dashboard.name,
    JSON.stringify(dashboard),
  );
}

export function deleteDashboard(db: DatabaseSync, name: string): void {
  db.prepare("DELETE FROM monitoring_dashboards WHERE name = ?").run(name);
}
