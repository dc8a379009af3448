import type { DatabaseSync } from "node:sqlite";

/** A metric's identity. */
export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** What was recorded in one minute or more. */
export interface MetricStatistics {
  readonly sum: number;
  readonly count: number;
  readonly min: number;
  readonly max: number;
}

const minuteMs = 60_000;

/** Makes the tables of metrics, alarms and dashboards. Points are kept by the minute, as CloudWatch does for standard resolution. */
export function createMonitoringTables(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS monitoring_points (
      namespace TEXT NOT NULL, name TEXT NOT NULL, dimensions TEXT NOT NULL, minute INTEGER NOT NULL,
      sum REAL NOT NULL, count INTEGER NOT NULL, min REAL NOT NULL, max REAL NOT NULL,
      PRIMARY KEY (namespace, name, dimensions, minute)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS monitoring_units (
      namespace TEXT NOT NULL, name TEXT NOT NULL, dimensions TEXT NOT NULL, unit TEXT NOT NULL,
      PRIMARY KEY (namespace, name, dimensions)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS monitoring_alarms (name TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS monitoring_dashboards (name TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS monitoring_actions (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, alarm TEXT NOT NULL, topic TEXT NOT NULL, subject TEXT NOT NULL,
      message TEXT NOT NULL, attempts INTEGER NOT NULL, next_at INTEGER NOT NULL
    ) STRICT;
  `);
}

/** Adds values of one moment in one write, and notes what they are measured in, if that is said. */
export function addPoints(
  db: DatabaseSync,
  metric: MetricName,
  at: number,
  values: readonly number[],
  unit?: string,
): void {
  const statistics = {
    sum: values.reduce((total, value) => total + value, 0),
    count: values.length,
    min: Math.min(...values),
    max: Math.max(...values),
  };
  addStatistics(db, metric, at, statistics, unit);
}

/** Adds values of which somebody else kept no more than this. */
export function addStatistics(
  db: DatabaseSync,
  metric: MetricName,
  at: number,
  { sum, count, min, max }: MetricStatistics,
  unit?: string,
): void {
  if (unit !== undefined) putUnit(db, metric, unit);
  db.prepare(
    `INSERT INTO monitoring_points VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO UPDATE SET
       sum = sum + ?5, count = count + ?6, min = min(min, ?7), max = max(max, ?8)`,
  ).run(
    metric.namespace,
    metric.name,
    dimensionKey(metric.dimensions),
    Math.floor(at / minuteMs),
    sum,
    count,
    min,
    max,
  );
}

/** Notes the level of something, for instance how many messages a queue holds: the highest of a minute stands for it, however often it is looked at. */
export function noteLevel(db: DatabaseSync, metric: MetricName, at: number, value: number): void {
  db.prepare(
    `INSERT INTO monitoring_points VALUES (?1, ?2, ?3, ?4, ?5, 1, ?5, ?5) ON CONFLICT DO UPDATE SET
       sum = max(sum, ?5), min = max(min, ?5), max = max(max, ?5)`,
  ).run(metric.namespace, metric.name, dimensionKey(metric.dimensions), Math.floor(at / minuteMs), value);
}

/** Statistics over a range of time; undefined where nothing was recorded. */
export function readStatistics(
  db: DatabaseSync,
  metric: MetricName,
  range: { readonly from: number; readonly to: number },
): MetricStatistics | undefined {
  const row = db
    .prepare(
      `SELECT sum(sum) AS sum, sum(count) AS count, min(min) AS min, max(max) AS max FROM monitoring_points
       WHERE namespace = ? AND name = ? AND dimensions = ? AND minute >= ? AND minute < ?`,
    )
    .get(
      metric.namespace,
      metric.name,
      dimensionKey(metric.dimensions),
      Math.floor(range.from / minuteMs),
      Math.ceil(range.to / minuteMs),
    ) as unknown as { [Key in keyof MetricStatistics]: number | null };
  const { sum, count, min, max } = row;
  return sum === null || count === null || min === null || max === null ? undefined : { sum, count, min, max };
}

/** Every metric that was ever recorded, in order. */
export function listNames(db: DatabaseSync): readonly MetricName[] {
  const rows = db
    .prepare("SELECT DISTINCT namespace, name, dimensions FROM monitoring_points ORDER BY namespace, name, dimensions")
    .all() as unknown as readonly { namespace: string; name: string; dimensions: string }[];
  return rows.map(({ namespace, name, dimensions }) => ({
    namespace,
    name,
    dimensions: Object.fromEntries(JSON.parse(dimensions) as readonly (readonly [string, string])[]),
  }));
}

function putUnit(db: DatabaseSync, { namespace, name, dimensions }: MetricName, unit: string): void {
  const put = db.prepare("INSERT OR REPLACE INTO monitoring_units VALUES (?, ?, ?, ?)");
  put.run(namespace, name, dimensionKey(dimensions), unit);
}

/** What a metric is measured in, as it was last said; services of AWS count, or measure milliseconds. */
export function unitOf(db: DatabaseSync, { namespace, name, dimensions }: MetricName): string {
  const row = db
    .prepare("SELECT unit FROM monitoring_units WHERE namespace = ? AND name = ? AND dimensions = ?")
    .get(namespace, name, dimensionKey(dimensions));
  if (row !== undefined) return String(row["unit"]);
  if (!namespace.startsWith("AWS/")) return "None";
  return /Time$|Duration$/.test(name) ? "Milliseconds" : "Count";
}

function dimensionKey(dimensions: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(dimensions).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
