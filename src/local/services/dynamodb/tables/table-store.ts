import { AwsError } from "../../../aws-error.ts";
import type { Cloud } from "../../../service.ts";
import { tableNameOf, type Table, type TableDefinition } from "./table.ts";

interface TableRow {
  readonly id: number;
  readonly name: string;
  readonly table_id: string;
  readonly definition: string;
  readonly tags: string;
  readonly ttl_attribute: string | null;
  readonly has_backups: number;
  readonly created_at: number;
}

export function findTable(cloud: Cloud, name: string): Table | undefined {
  const row = cloud.db.prepare("SELECT * FROM dynamodb_tables WHERE name = ?").get(name) as TableRow | undefined;
  return row === undefined ? undefined : toTable(row);
}

/** The table of a request for items, by name or ARN; throws `ResourceNotFoundException`. */
export function getTable(cloud: Cloud, given: string | undefined): Table {
  const table = findTable(cloud, tableNameOf(given));
  if (table !== undefined) return table;
  throw new AwsError("ResourceNotFoundException", "Requested resource not found");
}

/** The table of a request that is about the table itself. */
export function requireTable(cloud: Cloud, given: string | undefined): Table {
  const name = tableNameOf(given);
  const table = findTable(cloud, name);
  if (table !== undefined) return table;
  throw new AwsError("ResourceNotFoundException", `Requested resource not found: Table: ${name} not found`);
}

/** The table of an ARN that tags are about. */
export function requireTableOfArn(cloud: Cloud, arn: string | undefined): Table {
  const table = arn?.startsWith("arn:") ? findTable(cloud, tableNameOf(arn)) : undefined;
  if (table !== undefined) return table;
  throw new AwsError("ResourceNotFoundException", `Requested resource not found: ResourcArn: ${arn} not found`);
}

export function tableNames(cloud: Cloud): readonly string[] {
  const rows = cloud.db.prepare("SELECT name FROM dynamodb_tables ORDER BY name").all();
  return rows.map(({ name }) => name as string);
}

export function insertTable(
  cloud: Cloud,
  name: string,
  definition: TableDefinition,
  tags: Readonly<Record<string, string>>,
): Table {
  cloud.db
    .prepare(
      `INSERT INTO dynamodb_tables (name, table_id, definition, tags, has_backups, created_at)
       VALUES (?, ?, ?, ?, 0, ?)`,
    )
    .run(name, cloud.newId(), JSON.stringify(definition), JSON.stringify(tags), cloud.clock.now());
  return requireTable(cloud, name);
}

/** Keeps what may change of a table. */
export function updateTableRow(cloud: Cloud, table: Table): void {
  cloud.db
    .prepare("UPDATE dynamodb_tables SET definition = ?, tags = ?, ttl_attribute = ?, has_backups = ? WHERE id = ?")
    .run(
      JSON.stringify(table.definition),
      JSON.stringify(table.tags),
      table.ttlAttribute ?? null,
      table.hasBackups ? 1 : 0,
      table.id,
    );
}

export function deleteTableRow(cloud: Cloud, { id }: Table): void {
  cloud.db.prepare("DELETE FROM dynamodb_tables WHERE id = ?").run(id);
}

function toTable(row: TableRow): Table {
  return {
    id: row.id,
    name: row.name,
    tableId: row.table_id,
    definition: JSON.parse(row.definition) as TableDefinition,
    tags: JSON.parse(row.tags) as Record<string, string>,
    ttlAttribute: row.ttl_attribute ?? undefined,
    hasBackups: row.has_backups === 1,
    createdAt: row.created_at,
  };
}
