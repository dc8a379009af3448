import type { Cloud } from "../service.ts";

/**
 * When the next row of a table is due, by its `next_at`, that is not due at `now`.
 *
 * @param condition in SQL, which rows wait at all
 */
export function nextDueIn(
  { db }: Pick<Cloud, "db">,
  table: string,
  now: number,
  condition = "TRUE",
): number | undefined {
  const row = db.prepare(`SELECT MIN(next_at) AS at FROM ${table} WHERE ${condition} AND next_at > ?`).get(now);
  return (row as { readonly at: number | null }).at ?? undefined;
}
