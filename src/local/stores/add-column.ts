import type { DatabaseSync } from "node:sqlite";

/** Adds a column to a table of a data folder from before there was one. */
export function addColumn(db: DatabaseSync, table: string, column: string, definition: string): void {
  const found = db.prepare("SELECT 1 FROM pragma_table_info(?) WHERE name = ?").get(table, column);
  if (found === undefined) db.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${definition}`);
}
