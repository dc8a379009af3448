import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { birdstrikeRow } from "./row-contract.ts";
import { rowSql, type RowRule } from "./row-sql.ts";
import { identifier, literal } from "./sql-text.ts";
import type { StagedFile } from "./stage-records.ts";
import { writeBadRows } from "./write-bad-rows.ts";

export interface CheckOptions {
  readonly contract: typeof birdstrikeRow;
  readonly duplicateReason: string;
  readonly staged: StagedFile;
  readonly columns: readonly string[];
  readonly delimiter: string;
  /** Takes the results and DuckDB's own temporary files. */
  readonly directory: string;
  readonly memoryLimitMb: number;
}

export interface CheckedFile {
  readonly rows: number;
  readonly good: number;
  readonly bad: number;
  readonly reasons: { readonly reason: string; readonly rows: number }[];
  /** Local files: the good rows as Parquet, the bad ones as text with their reasons. */
  readonly goodFile: string;
  readonly badFile: string;
}

/**
 * Checks a staged file with DuckDB, which keeps to the memory limit by spilling to the directory.
 *
 * The file is read anew for each step: that is quicker than a table of it, and needs no second copy on the disk.
 */
export async function checkStaged(options: CheckOptions): Promise<CheckedFile> {
  const { staged, directory, memoryLimitMb } = options;
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: `${memoryLimitMb}MB`,
    threads: "2",
    temp_directory: `${directory}/spill`,
    // Nothing is fetched at run time: Parquet is built in.
    autoinstall_known_extensions: "false",
  });
  try {
    const connection = await instance.connect();
    const goodFile = `${directory}/good.parquet`;
    const badFile = `${directory}/bad.csv`;
    await connection.run(stagedView(options));
    await connection.run(duplicateTable(options));
    await connection.run(badTable(options));
    // In no particular order: sorting would take four times as long, and readers of Parquet sort for themselves.
    const copy = `COPY (${goodRows(options)}) TO ${literal(goodFile)} (FORMAT parquet, COMPRESSION zstd)`;
    const good = await selectNumber(connection, copy);
    const bad = await selectNumber(connection, "SELECT count(*) FROM bad");
    if (good + bad !== staged.rows) throw new Error(`DuckDB reads ${good + bad} rows where ${staged.rows} were staged`);
    await writeBadRows({ connection, staged, delimiter: options.delimiter, path: badFile });
    return { rows: staged.rows, good, bad, reasons: await countReasons(connection), goodFile, badFile };
  } finally {
    instance.closeSync();
  }
}

/** Above the longest record that is staged. DuckDB's own choice of buffer, many times that, would fill the memory limit. */
const limits = "max_line_size = 4194304, buffer_size = 8388608";

/** Columns get names of their own (c0, c1, …): a header may hold anything. */
function columnAt(index: number): string {
  return `c${index}`;
}

function stagedView({ columns, delimiter, staged }: CheckOptions): string {
  const names = columns.map((_, index) => literal(columnAt(index)));
  const place = ["row", "line", "start", "length"].map((name) => `${literal(name)}: 'BIGINT'`);
  const types = [...place, ...names.map((name) => `${name}: 'VARCHAR'`)];
  return `
    CREATE VIEW staged AS
    FROM read_csv(${literal(staged.wellFormed)}, auto_detect = false, header = false,
      delim = ${literal(delimiter)}, quote = '"', escape = '"', new_line = '\\n', ${limits},
      columns = {${types.join(", ")}}, force_not_null = [${names.join(", ")}])`;
}

/** Equal rows have equal hashes, and few others do: only those are compared field by field. */
function duplicateTable({ columns }: CheckOptions): string {
  const names = columns.map((_, index) => columnAt(index)).join(", ");
  return `
    CREATE TABLE duplicate AS
    WITH twice AS (SELECT hash(${names}) AS hashed FROM staged GROUP BY hashed HAVING count(*) > 1)
    SELECT row FROM (
      SELECT row, row_number() OVER (PARTITION BY ${names} ORDER BY row) AS occurrence
      FROM staged WHERE hash(${names}) IN (FROM twice)
    ) WHERE occurrence > 1`;
}

function badTable({ contract, columns, staged, duplicateReason }: CheckOptions): string {
  const { rules } = rowSql(contract, (column) => columnAt(columns.indexOf(column)));
  const duplicate: RowRule = { reason: duplicateReason, predicate: "row NOT IN (FROM duplicate)" };
  const reasons = [...rules, duplicate].map(
    ({ reason, predicate }) => `CASE WHEN NOT (${predicate}) THEN ${literal(reason)} END`,
  );
  return `
    CREATE TABLE bad AS
    WITH checked AS (
      SELECT row, line, start, length,
        list_filter([${reasons.join(", ")}], lambda reason: reason IS NOT NULL) AS reasons
      FROM staged
    )
    SELECT row, line, start, length, NULL AS text, reasons FROM checked WHERE len(reasons) > 0
    UNION ALL
    SELECT row, line, NULL, NULL, text, [reason]
    FROM read_csv(${literal(staged.malformed)}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
      new_line = '\\n', ${limits}, force_not_null = ['text'],
      columns = {'row': 'BIGINT', 'line': 'BIGINT', 'reason': 'VARCHAR', 'text': 'VARCHAR'})`;
}

/** The contract's columns, typed and in its order, then those that it does not know, as text. */
function goodRows({ contract, columns }: CheckOptions): string {
  const { columns: known } = rowSql(contract, (column) => columnAt(columns.indexOf(column)));
  const names = new Set(known.map(({ name }) => name));
  const values = [
    ...known.map(({ name, value }) => `${value} AS ${identifier(name)}`),
    ...columns.flatMap((name, index) =>
      names.has(name) ? [] : [`nullif(${columnAt(index)}, '') AS ${identifier(name)}`],
    ),
  ];
  return `SELECT ${values.join(", ")} FROM staged WHERE row NOT IN (SELECT row FROM bad)`;
}

async function selectNumber(connection: DuckDBConnection, sql: string): Promise<number> {
  const result = await connection.runAndReadAll(sql);
  return Number(result.value(0, 0));
}

async function countReasons(connection: DuckDBConnection): Promise<CheckedFile["reasons"]> {
  const result = await connection.runAndReadAll(`
    SELECT reason, count(*) FROM (SELECT unnest(reasons) AS reason FROM bad) GROUP BY reason ORDER BY count(*) DESC, reason`);
  return result.getRows().map(([reason, rows]) => ({ reason: String(reason), rows: Number(rows) }));
}
