import type { DatabaseSync } from "node:sqlite";
import type { MetricFilter, MetricTransformation } from "@aws-sdk/client-cloudwatch-logs";
import { onceFor } from "../../once-for.ts";
import { createReadCache } from "../../stores/read-cache.ts";
import { compileFilterPattern } from "./filter-pattern/compile-filter-pattern.ts";
import type { FilterPattern } from "./filter-pattern/compile-filter-pattern.ts";

/** A metric filter as events meet it. */
export interface OpenMetricFilter {
  readonly pattern: FilterPattern;
  readonly transformations: readonly MetricTransformation[];
}

interface FilterRow {
  readonly group_name: string;
  readonly name: string;
  readonly pattern: string;
  readonly transformations: string;
  readonly created_at: number;
}

export function createMetricFilterTable(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS logs_metric_filters (
      group_name TEXT NOT NULL, name TEXT NOT NULL, pattern TEXT NOT NULL, transformations TEXT NOT NULL,
      created_at INTEGER NOT NULL, PRIMARY KEY (group_name, name)
    ) STRICT;
  `);
}

// Every line that is written asks for those of its group.
const openFilters = onceFor((db: DatabaseSync) =>
  createReadCache(db, (group): readonly OpenMetricFilter[] =>
    rowsOf(db, group).map(({ pattern, transformations }) => ({
      pattern: compileFilterPattern(pattern),
      transformations: JSON.parse(transformations) as readonly MetricTransformation[],
    })),
  ),
);

export function openMetricFiltersOf(db: DatabaseSync, group: string): readonly OpenMetricFilter[] {
  return openFilters(db).get(group) ?? [];
}

/** Those of a group by name, or of all groups. */
export function listMetricFilters(db: DatabaseSync, group?: string): readonly MetricFilter[] {
  return rowsOf(db, group).map((row) => ({
    filterName: row.name,
    filterPattern: row.pattern,
    metricTransformations: JSON.parse(row.transformations) as MetricTransformation[],
    creationTime: row.created_at,
    logGroupName: row.group_name,
  }));
}

function rowsOf(db: DatabaseSync, group: string | undefined): readonly FilterRow[] {
  const sql = "SELECT * FROM logs_metric_filters WHERE group_name = coalesce(?, group_name) ORDER BY group_name, name";
  return db.prepare(sql).all(group ?? null) as unknown as readonly FilterRow[];
}

export interface NewMetricFilter {
  readonly group: string;
  readonly name: string;
  readonly pattern: string;
  readonly transformations: readonly MetricTransformation[];
  readonly createdAt: number;
}

/** Adds a filter, or puts it in the place of one of that name. */
export function putMetricFilterRow(db: DatabaseSync, filter: NewMetricFilter): void {
  const { group, name, pattern, transformations, createdAt } = filter;
  db.prepare(
    `INSERT INTO logs_metric_filters VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET pattern = excluded.pattern, transformations = excluded.transformations`,
  ).run(group, name, pattern, JSON.stringify(transformations), createdAt);
  openFilters(db).forget(group);
}

/** Whether there was one; without a name, removes all of a group. */
export function deleteMetricFilterRows(db: DatabaseSync, group: string, name?: string): boolean {
  const sql = "DELETE FROM logs_metric_filters WHERE group_name = ?1 AND name = coalesce(?2, name)";
  const { changes } = db.prepare(sql).run(group, name ?? null);
  openFilters(db).forget(group);
  return changes > 0;
}
