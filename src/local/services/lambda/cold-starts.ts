import type { ColdStart } from "../../function-runner/index.ts";
import type { Cloud } from "../../service.ts";

/** How long the environments of a function took to load their bundle. */
export interface ColdStartSummary {
  readonly functionName: string;
  readonly version: string;
  readonly count: number;
  readonly lastInitMs: number;
  readonly averageInitMs: number;
  readonly bundleKb: number;
  /** Milliseconds since the epoch. */
  readonly lastAt: number;
}

// More would tell nothing new of one function.
const keptPerFunction = 200;

export function recordColdStart(cloud: Cloud, { functionName, version, initMs, bundleKb }: ColdStart): void {
  cloud.db
    .prepare("INSERT INTO lambda_cold_starts VALUES (?, ?, ?, ?, ?)")
    .run(functionName, version, cloud.clock.now(), initMs, bundleKb);
  cloud.db
    .prepare(
      `DELETE FROM lambda_cold_starts WHERE function_name = ?1 AND rowid <= (
         SELECT rowid FROM lambda_cold_starts WHERE function_name = ?1 ORDER BY rowid DESC LIMIT 1 OFFSET ?2)`,
    )
    .run(functionName, keptPerFunction);
}

/** Cold starts per function and version, for the console. */
export function listColdStarts(cloud: Cloud): readonly ColdStartSummary[] {
  return cloud.db
    .prepare(
      // SQLite takes the bare columns from the row of the maximum.
      `SELECT function_name AS functionName, version, COUNT(*) AS count, init_ms AS lastInitMs,
         AVG(init_ms) AS averageInitMs, bundle_kb AS bundleKb, MAX(started_at) AS lastAt
       FROM lambda_cold_starts GROUP BY function_name, version ORDER BY function_name, version`,
    )
    .all() as unknown as readonly ColdStartSummary[];
}
