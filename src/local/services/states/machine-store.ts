import type { DatabaseSync, SQLInputValue, SQLOutputValue } from "node:sqlite";
import type { MachineType } from "#interpreter";
import { addColumn } from "../../stores/add-column.ts";
import { createReadCache } from "../../stores/read-cache.ts";
import type { LoggingConfiguration } from "../../runtime/logging-configuration.ts";

// State machines, their versions, aliases and tags. A version is a copy of a revision: later updates do not reach it.

/** What a revision of a state machine is made of. */
export interface Revision {
  readonly definition: string;
  readonly roleArn: string;
  readonly logging: LoggingConfiguration | undefined;
  readonly tracing: { readonly enabled?: boolean } | undefined;
  /** Undefined for the revision that a state machine was created with. */
  readonly revisionId: string | undefined;
}

export interface StateMachine extends Revision {
  readonly arn: string;
  readonly name: string;
  readonly type: MachineType;
  readonly status: "ACTIVE" | "DELETING";
  /** Milliseconds since the epoch, as are all times here. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface MachineVersion extends Revision {
  readonly arn: string;
  readonly machineArn: string;
  readonly number: number;
  readonly description: string | undefined;
  readonly createdAt: number;
}

export interface MachineAlias {
  readonly arn: string;
  readonly machineArn: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly routing: readonly Route[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Route {
  readonly stateMachineVersionArn: string;
  /** Per cent of the executions. */
  readonly weight: number;
}

export type MachineStore = ReturnType<typeof createMachineStore>;

type Row = Record<string, SQLOutputValue>;

export function createMachineStore(db: DatabaseSync) {
  createTables(db);
  const all = (sql: string, ...values: SQLInputValue[]): readonly Row[] => db.prepare(sql).all(...values);
  const run = (sql: string, ...values: SQLInputValue[]): void => void db.prepare(sql).run(...values);
  // Every start of an execution asks for its state machine.
  const machines = createReadCache(
    db,
    (arn) => all("SELECT * FROM states_machines WHERE arn = ?", arn).map(toMachine)[0],
  );

  return {
    machine: machines.get,
    machinesAfter: (name: string, limit: number) =>
      all("SELECT * FROM states_machines WHERE name > ? ORDER BY name LIMIT ?", name, limit).map(toMachine),
    machinesBeingDeleted: () => all("SELECT * FROM states_machines WHERE status = 'DELETING'").map(toMachine),
    putMachine: (machine: StateMachine): void => {
      run(
        `INSERT INTO states_machines (arn, name, type, status, definition, role_arn, logging, tracing, revision_id, created_at,
           updated_at, last_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
         ON CONFLICT (arn) DO UPDATE SET status = excluded.status, definition = excluded.definition,
           role_arn = excluded.role_arn, logging = excluded.logging, tracing = excluded.tracing,
           revision_id = excluded.revision_id, updated_at = excluded.updated_at`,
        machine.arn,
        machine.name,
        machine.type,
        machine.status,
        ...revisionValues(machine),
        machine.createdAt,
        machine.updatedAt,
      );
      machines.forget(machine.arn);
    },
    /** Removes the state machine with its versions, aliases and tags. */
    deleteMachine(arn: string): void {
      run("DELETE FROM states_aliases WHERE machine_arn = ?", arn);
      run("DELETE FROM states_versions WHERE machine_arn = ?", arn);
      run("DELETE FROM states_tags WHERE arn = ?", arn);
      run("DELETE FROM states_machines WHERE arn = ?", arn);
      machines.forget(arn);
    },

    version: (arn: string) => all("SELECT * FROM states_versions WHERE arn = ?", arn).map(toVersion)[0],
    /** Newest first. */
    versionsOf: (machineArn: string) =>
      all("SELECT * FROM states_versions WHERE machine_arn = ? ORDER BY number DESC", machineArn).map(toVersion),
    /** Numbers are never given twice, not even after a version was deleted. */
    nextVersionNumber(machineArn: string): number {
      const sql = "UPDATE states_machines SET last_version = last_version + 1 WHERE arn = ? RETURNING last_version";
      return Number(all(sql, machineArn)[0]?.last_version ?? 1);
    },
    putVersion: (version: MachineVersion): void =>
      run(
        `INSERT INTO states_versions (arn, machine_arn, number, description, definition, role_arn, logging, tracing,
           revision_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        version.arn,
        version.machineArn,
        version.number,
        version.description ?? null,
        ...revisionValues(version),
        version.createdAt,
      ),
    deleteVersion: (arn: string): void => run("DELETE FROM states_versions WHERE arn = ?", arn),

    alias: (arn: string) => all("SELECT * FROM states_aliases WHERE arn = ?", arn).map(toAlias)[0],
    aliasesOf: (machineArn: string) =>
      all("SELECT * FROM states_aliases WHERE machine_arn = ? ORDER BY name", machineArn).map(toAlias),
    putAlias: (alias: MachineAlias): void =>
      run(
        "INSERT OR REPLACE INTO states_aliases VALUES (?, ?, ?, ?, ?, ?, ?)",
        alias.arn,
        alias.machineArn,
        alias.name,
        alias.description ?? null,
        JSON.stringify(alias.routing),
        alias.createdAt,
        alias.updatedAt,
      ),
    deleteAlias: (arn: string): void => run("DELETE FROM states_aliases WHERE arn = ?", arn),

    tagsOf: (arn: string) =>
      all("SELECT key, value FROM states_tags WHERE arn = ? ORDER BY key", arn).map((row) => ({
        key: String(row.key),
        value: String(row.value),
      })),
    putTag: (arn: string, key: string, value: string): void =>
      run("INSERT OR REPLACE INTO states_tags VALUES (?, ?, ?)", arn, key, value),
    deleteTagsOf: (arn: string): void => run("DELETE FROM states_tags WHERE arn = ?", arn),
    deleteTag: (arn: string, key: string): void => run("DELETE FROM states_tags WHERE arn = ? AND key = ?", arn, key),
  };
}

function createTables(db: DatabaseSync): void {
  const revision = "definition TEXT NOT NULL, role_arn TEXT NOT NULL, logging TEXT, tracing TEXT, revision_id TEXT";
  db.exec(`
    CREATE TABLE IF NOT EXISTS states_machines (
      arn TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, status TEXT NOT NULL, ${revision},
      created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, last_version INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS states_versions (
      arn TEXT PRIMARY KEY, machine_arn TEXT NOT NULL, number INTEGER NOT NULL, description TEXT, ${revision},
      created_at INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS states_aliases (
      arn TEXT PRIMARY KEY, machine_arn TEXT NOT NULL, name TEXT NOT NULL, description TEXT, routing TEXT NOT NULL,
      created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS states_tags (
      arn TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (arn, key)
    ) WITHOUT ROWID;
  `);
  addColumn(db, "states_machines", "type", "TEXT NOT NULL DEFAULT 'STANDARD'");
}

function revisionValues({ definition, roleArn, logging, tracing, revisionId }: Revision): SQLInputValue[] {
  return [definition, roleArn, toText(logging), toText(tracing), revisionId ?? null];
}

const toText = (value: object | undefined): string | null => (value === undefined ? null : JSON.stringify(value));

function fromText<Value>(value: SQLOutputValue | undefined): Value | undefined {
  return typeof value === "string" ? (JSON.parse(value) as Value) : undefined;
}

const optional = (value: SQLOutputValue | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

function toRevision(row: Row): Revision {
  return {
    definition: String(row.definition),
    roleArn: String(row.role_arn),
    logging: fromText<LoggingConfiguration>(row.logging),
    tracing: fromText<{ enabled?: boolean }>(row.tracing),
    revisionId: optional(row.revision_id),
  };
}

function toMachine(row: Row): StateMachine {
  return {
    ...toRevision(row),
    arn: String(row.arn),
    name: String(row.name),
    type: row.type === "EXPRESS" ? "EXPRESS" : "STANDARD",
    status: row.status === "DELETING" ? "DELETING" : "ACTIVE",
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
  };
}

function toVersion(row: Row): MachineVersion {
  return {
    ...toRevision(row),
    arn: String(row.arn),
    machineArn: String(row.machine_arn),
    number: Number(row.number),
    description: optional(row.description),
    createdAt: Number(row.created_at),
  };
}

function toAlias(row: Row): MachineAlias {
  return {
    arn: String(row.arn),
    machineArn: String(row.machine_arn),
    name: String(row.name),
    description: optional(row.description),
    routing: fromText<readonly Route[]>(row.routing) ?? [],
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
  };
}
